import type { Link } from '../text/page.ts'
import type { CureLanguage } from './cures/cure.ts'
import type { CureName } from './cures/index.ts'
import type { Features } from './features.ts'

/** What a page says of a mistake, a cause, a verdict or an outcome. */
export interface Explanation {
  readonly means: string
  /** How it comes about. */
  readonly how: readonly string[]
  /** How to tell it from its neighbours. */
  readonly tell: readonly string[]
  /** The cures that apply, the most usual first. Empty where no line of code cures it. */
  readonly cures: readonly CureName[]
  /** Languages in which it does not come about, with the reason: the end of a sentence, without a full stop. */
  readonly notIn?: Readonly<Partial<Record<CureLanguage, string>>>
  readonly links?: readonly Link[]
}

/** A way in which a mistake shows by its nature. Codes and statuses as measured under Wine 8, the others follow from how the mistake works. */
interface Sign {
  readonly title: string
  readonly shows: Features
}

/** A public case, read from its thread or commit. Nothing is filled in that its source does not say; without `outcome` it was found by review, and no failure was seen. */
interface DocumentedCase extends Sign {
  readonly id: string
  readonly url: string
}

/** What a symptom is held against, besides the recordings. */
export interface Diagnosis {
  /** How often the mistake was seen in public: cases of the collection, with their repetitions. */
  readonly seen: number
  readonly signs: readonly Sign[]
  readonly cases: readonly DocumentedCase[]
}

/** All that is known of one class of mistake; see index.ts for how to add one. */
export interface Mistake extends Explanation {
  /** Whether it is about the width of a declaration at all. */
  readonly width: boolean
  /** Without a capital and a full stop. */
  readonly title: string
  /** What to change, in a sentence of no language; written like the title. */
  readonly cure: string
  /** The rules of `audit` that find it. Empty where no declaration shows it. */
  readonly audit: readonly string[]
  /** Or the mistake under whose name it is diagnosed, where their symptoms are the same. */
  readonly diagnosis: Diagnosis | { readonly as: string }
}
