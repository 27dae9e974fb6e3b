/** What a long preparation tells the person who waits. */
export type Notice = (message: string) => void
