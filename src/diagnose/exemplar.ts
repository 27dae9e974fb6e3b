import type { MistakeId } from '../mistakes/index.ts'
import type { Features } from '../mistakes/features.ts'

/** Where an exemplar comes from: a probe measured by this harness, a single fault measured by it, a public case, or a rule of the decision table. */
export type ExemplarSource = 'recorded' | 'fault' | 'case' | 'rule'

/** One known way in which a class shows: what a symptom is held against. */
export interface Exemplar {
  readonly id: string
  readonly class: MistakeId
  readonly source: ExemplarSource
  /** In a few words, for the evidence. */
  readonly title: string
  readonly url?: string
  readonly features: Features
  /** Function (`callKey`) → what it did: `ok`, a code with its NTSTATUS (`6/c0000024`), `crashed`, `timed-out`, `wrong-data`, `ffi-rejected`; `ok,6` where it succeeded first. */
  readonly calls?: Readonly<Record<string, string>>
  /** The function that failed first. */
  readonly first?: string
  /** The calls in a process of the other width. */
  readonly elsewhere?: Readonly<Record<string, string>>
}
