import type { Cause } from './cause.ts'
import type { VerdictKind } from './verdict-kind.ts'

/** What a probe says a cell should show. */
export interface Claim {
  /** Any of these verdicts is as claimed. */
  readonly verdicts: readonly VerdictKind[]
  /** The cause to be found where the verdict is `invalid-handle`. */
  readonly causes?: readonly Cause[]
  /** It follows from what is documented; nobody has measured it on such a system. */
  readonly basis?: 'expected'
}
