/** A line of a text, with its number from 1. */
export interface Passage {
  readonly line: number
  readonly text: string
}

/** All lines of a text. */
export function numbered(text: string): readonly Passage[] {
  return text.split(/\r\n|\r|\n/).map((own, index) => ({ line: index + 1, text: own }))
}
