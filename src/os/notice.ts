/** Receives progress messages of a long preparation. */
export type Notice = (message: string) => void
