import type { MistakeId } from '../mistakes/index.ts'
import { functionFacts, type CalledFunction } from './functions.ts'
import { outcomeOf, type Symptom } from './symptom.ts'

/** Classes that cannot be, whatever the collection says, and why. */
export interface Exclusion {
  readonly classes: readonly MistakeId[]
  /** In a few words. */
  readonly reason: string
  readonly url?: string
}

export const ofStructs = [
  'struct-layout-shrunk',
  'struct-size-constant',
  'union-misplaced',
] as const
export const ofOverlapped = ['hevent-misuse', 'overlapped-moved'] as const

export type ExclusionRule = (symptom: Symptom) => Exclusion | undefined

export const first = ({ failed: [call] }: Symptom): string => call?.call ?? ''
export const outcome = ({ failed: [call] }: Symptom): string =>
  call ? outcomeOf(call.outcome) : ''
export const factsOf = (symptom: Symptom): CalledFunction | undefined =>
  first(symptom) === '' ? undefined : functionFacts(first(symptom))
