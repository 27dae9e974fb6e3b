/** What a reader of a file may throw: its own kind of error, with one sentence. */
export function sentenceOf<E extends Error>(
  kind: new (message: string) => E,
  work: () => void,
): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (!(error instanceof kind)) throw error
    return error.message
  }
}
