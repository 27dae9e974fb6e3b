import type { Reason } from './loss.ts'
import type { TrueMemory } from './plan.ts'
import type { Tags } from './tags.ts'
import type { Views } from './views.ts'

/** What the guard provides to calls. */
export interface CallContext {
  readonly tags: Tags
  readonly views: Views
  /** Where the Windows struct of that name holds handles. */
  structOf(name: string): TrueMemory | undefined
  /** Called for each loss; throws where the program is to be notified at once. `at` is where an asynchronous call was made. */
  lose(name: string, position: string, value: string, reason: Reason, at?: Error): void
}
