import type { MistakeId } from '../../mistakes/index.ts'
import type { Symptom } from '../symptom.ts'

/** Classes that cannot be, whatever the collection says, and why. */
export interface Exclusion {
  readonly classes: readonly MistakeId[]
  /** In a few words. */
  readonly reason: string
  readonly url?: string
}

export const ofOverlapped = ['hevent-misuse', 'overlapped-moved'] as const

export type ExclusionRule = (symptom: Symptom) => Exclusion | undefined
