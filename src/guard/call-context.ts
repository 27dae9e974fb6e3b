import type { Reason } from './loss.ts'
import type { TrueMemory } from './plan.ts'
import type { Tags } from './tags.ts'
import type { Views } from './views.ts'

/** What calls need of the guard. */
export interface CallContext {
  readonly tags: Tags
  readonly views: Views
  /** Where Windows' struct of that name holds handles. */
  structOf(name: string): TrueMemory | undefined
  /** Told of each loss; throws where the program is to hear of it at once. `at` is where an asynchronous call was made. */
  lose(name: string, position: string, value: string, reason: Reason, at?: Error): void
}
