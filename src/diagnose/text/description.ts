import type { MistakeId } from '../../mistakes/index.ts'

/** A mistake that a person describes in words, without any code. */
export interface Described {
  /** Classes with the mechanism that is described. */
  readonly classes: readonly MistakeId[]
  /** The one of them that the words point at, where they do. */
  readonly first?: MistakeId
  /** The words. */
  readonly quote: string
  /** Index of the line among those that were given. */
  readonly index: number
  /** Lines that say it. */
  readonly count?: number
  /** Whether only its words are of that kind, and no sentence says it. */
  readonly isTopic?: boolean
  /** Whether its words are too common to decide. */
  readonly isWeak?: boolean
}
