import type { Cause } from './cause.ts'
import type { VerdictKind } from './verdict-kind.ts'

/** What a probe says a cell should show. */
export interface Claim {
  /** Any of these verdicts meets the claim. */
  readonly verdicts: readonly VerdictKind[]
  /** The expected causes where the verdict is `invalid-handle`. */
  readonly causes?: readonly Cause[]
  /** It follows from documentation and has not been measured on such a system. */
  readonly basis?: 'expected'
}
