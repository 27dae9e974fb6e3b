import type { CureName } from '../../mistakes/cures/index.ts'

/** What is said about a Win32 error code or an NTSTATUS. */
export interface CodeEntry {
  readonly means: string
  /** How it comes about with serial ports and FFI declarations. */
  readonly how: readonly string[]
  /** Whether the width of a declaration can be behind it, and how to tell. */
  readonly tell: string
  readonly cures: readonly CureName[]
}
