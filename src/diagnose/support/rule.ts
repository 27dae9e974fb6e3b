import type { MistakeId } from '../../mistakes/index.ts'
import type { Symptom } from '../symptom.ts'

/** A fact of Win32, of an FFI or of a library that makes a class likelier than the collection alone says. */
export interface Support {
  readonly class: MistakeId
  /** Odds in its favour. */
  readonly odds: number
  readonly text: string
  readonly url?: string
}

/** What the odds mean: a report that names the mistake in a sentence, a fact that says it outright, a fact that nearly decides, one that decides between neighbours, one that leans. */
export const odds = { named: 2000, told: 200, nearly: 100, decides: 30, leans: 5 }

export type SupportRule = (symptom: Symptom) => readonly Support[]
