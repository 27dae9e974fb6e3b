import type { CureName } from '../../mistakes/cures/index.ts'
import type { Link } from '../../text/page.ts'

/** What is said about a cause, a verdict, a reason why no harm was done, a class of mistake or an outcome. */
export interface Entry {
  readonly means: string
  /** How it comes about. */
  readonly how: readonly string[]
  /** How to tell it from its neighbours. */
  readonly tell: readonly string[]
  /** The cures that apply. Empty where there is nothing to cure. */
  readonly cures: readonly CureName[]
  readonly links?: readonly Link[]
}

/** What is said about a Win32 error code or an NTSTATUS. */
export interface CodeEntry {
  readonly means: string
  /** How it comes about with serial ports and FFI declarations. */
  readonly how: readonly string[]
  /** Whether the width of a declaration can be behind it, and how to tell. */
  readonly tell: string
  readonly cures: readonly CureName[]
}
