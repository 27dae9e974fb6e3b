import type { MistakeId } from '../../mistakes/index.ts'
import type { Pattern } from '../patterns/gated.ts'

/** What a report is about where no sentence of it is understood: words of several kinds, each of which it must have. */
export interface SpokenTopic {
  readonly classes: readonly MistakeId[]
  readonly first?: MistakeId
  /** All of them, anywhere in the text. The first line that has one of the first kind is quoted. */
  readonly words: readonly Pattern[]
  /** Whether they are too common to decide. */
  readonly isWeak?: true
}
