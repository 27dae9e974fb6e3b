import { outcomeWords } from '../symptom.ts'

/** How a call ended, as people type it: `wrong-data` is what the recordings call a wrong result. */
export const typedOutcomes: readonly string[] = [...outcomeWords, 'wrong-data']

/** Other words for them; `failed` says nothing but that. */
const otherWords: Readonly<Record<string, string>> = {
  fail: 'failed',
  fails: 'failed',
  failure: 'failed',
  error: 'failed',
  false: 'failed',
  null: 'failed',
  e_fail: 'failed',
  segfault: 'crash',
  crashed: 'crash',
  crashes: 'crash',
  freeze: 'hang',
  freezes: 'hang',
  hangs: 'hang',
  timeout: 'hang',
  deadlock: 'hang',
  rejected: 'refused',
  disconnected: 'gone',
  unplugged: 'gone',
  busy: 'denied',
}

/** A word in small letters as the observation `outcome` has it; other words as they are. */
export function plainOutcome(word: string): string {
  return Object.hasOwn(otherWords, word) ? (otherWords[word] ?? word) : word
}
