import type { Pattern } from '../patterns/gated.ts'
import type { MistakeId } from '../../mistakes/index.ts'

/** A fault of a library that is known, with the version or the issue that ends it. */
export interface KnownFault {
  /** What a text has when this is behind it; all of them. */
  readonly tell: readonly Pattern[]
  readonly mistake: MistakeId
  /** What happened, in a sentence. */
  readonly what: string
  /** What the user does; never a change of a declaration. */
  readonly cure: string
  readonly url: string
}

/** A library that calls Win32 for its users. */
export interface CallingLibrary {
  readonly name: string
  /** What a text has when the library made the call. */
  readonly tell: Pattern
  /** The version, where a text says it. */
  readonly version?: readonly Pattern[]
  /**
   * Why its declarations count as right. `read`: they were read in its newest source; `since`: from a version on;
   * `compiled`: it is compiled with the Windows headers; `assumed`: nobody read them for this table. `unknown`: they are
   * wrong, or may be.
   */
  readonly right: 'read' | 'compiled' | 'assumed' | 'unknown' | { readonly since: string }
  /** Versions by what they print, the first that fits; `ReadFile failed` at line 236 is pyserial 2.5. */
  readonly byLine?: readonly { readonly version: string; readonly tell: Pattern }[]
  readonly faults: readonly KnownFault[]
  /** Where its declarations or their history can be read. */
  readonly source: string
}
