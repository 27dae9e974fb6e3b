import type { DeclarationsByArchitecture } from './judge.ts'
import type { Vocabulary } from '../declare/model.ts'

/** What a reader makes of a target. */
export interface Reading {
  readonly declarations: DeclarationsByArchitecture
  readonly vocabulary: Vocabulary
  /** Sentences about what could not be seen, and why. */
  readonly notices: readonly string[]
  /** Those of them that say that a file was not read or loaded to its end, so that anything may be missing. */
  readonly failures: readonly string[]
  /** Files of the target that were read. */
  readonly files: readonly string[]
}
