import { piecesOf } from './words.ts'

/** The terms of a symptom. */
export interface Terms {
  /** Of its text; empty where there is none. */
  readonly words: readonly string[]
  readonly facts: readonly string[]
}

/** The terms of a text: pieces of its words, and facts, which have a space. */
export function termsOfText({ words, facts }: Terms): readonly string[] {
  return [...piecesOf(words), ...facts]
}
