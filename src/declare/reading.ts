import type { Declaration, Vocabulary } from './model.ts'
import type { Architecture } from './win32/architecture.ts'

/** What a reader read, for each architecture that the target is for. */
export type DeclarationsByArchitecture = ReadonlyMap<Architecture, readonly Declaration[]>

/** What a target turned out to be. */
export interface ResolvedTarget {
  /** As the person named it. */
  readonly target: string
  /** Folder that counts as the target's own. */
  readonly root: string
  /** One file was named; nothing else of its folder is looked at by itself. */
  readonly isFile?: true
  /** Modules to load, as file URLs; the first is the main one. */
  readonly modules: readonly string[]
  /** Files to read, by the name of their language (`readers/index.ts`). */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** Files in languages that the audit does not read. */
  readonly notCovered: readonly string[]
  /** Architectures that the package says it is for. */
  readonly architectures: readonly Architecture[]
}

/** A declaration that was seen and could not be followed. */
export interface NotFollowed {
  readonly file: string
  readonly line: number
  /** What stands in the way: a few words, without a full stop. */
  readonly why: string
}

/** What a reader makes of a target. */
export interface Reading {
  /** Declarations that were seen and are not among `declarations`; a reader that cannot tell leaves it out. */
  readonly notFollowed?: readonly NotFollowed[]
  readonly declarations: DeclarationsByArchitecture
  readonly vocabulary: Vocabulary
  /** Sentences about what could not be seen, and why. */
  readonly notices: readonly string[]
  /** Those of them that say that a file was not read or loaded to its end, so that anything may be missing. */
  readonly failures: readonly string[]
  /** Files of the target that were read. */
  readonly files: readonly string[]
}
