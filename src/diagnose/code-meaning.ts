import type { MistakeId } from '../mistakes/index.ts'
import { odds } from './support/rule.ts'

/** What a code says by itself, whatever was called. */
export interface CodeMeaning {
  readonly classes: readonly MistakeId[]
  readonly odds: number
  readonly text: string
  /** Whether it ends a list, where only what lists something can end in it. */
  readonly isEnd?: true
}

/** Codes and their names in winerror.h, and what they have in common. */
export type Group = readonly [codes: string, CodeMeaning]

/** Of codes that say that something is in use. */
export const taken: CodeMeaning = {
  classes: ['busy'],
  odds: odds.named,
  text: 'the code says that another program, or the same one, has it in use',
}
