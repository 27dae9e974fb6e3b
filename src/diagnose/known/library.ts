import type { MistakeId } from '../../mistakes/index.ts'

/** A fault of a library that is known, with the version or the issue that ends it. */
export interface KnownFault {
  /** What a text has when this is behind it; all of them. */
  readonly tell: readonly RegExp[]
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
  readonly tell: RegExp
  /** The version, where a text says it. */
  readonly version?: readonly RegExp[]
  /** Whether its declarations are right: in all versions, from a version on, or not known. */
  readonly right: 'always' | 'unknown' | { readonly since: string }
  /** Names of versions by what only they print; `ReadFile failed` at line 236 is pyserial 2.5. */
  readonly byLine?: readonly { readonly version: string; readonly tell: RegExp }[]
  readonly faults: readonly KnownFault[]
  /** Where its declarations or their history can be read. */
  readonly source: string
}
