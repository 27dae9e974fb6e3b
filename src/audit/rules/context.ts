import type { Truth } from '../../declare/truth.ts'
import type { WidthTable } from '../../declare/widths/table.ts'
import type { Observation } from '../finding.ts'
import type { Vocabulary } from '../../declare/model.ts'

/** What a rule may look at beside the deviation. */
export interface RuleContext {
  readonly table: WidthTable
  readonly truth: Truth
  readonly vocabulary: Vocabulary
}

/** What is wrong with one slot, before it is known where the slot is. */
export type Problem = Pick<Observation, 'rule' | 'level' | 'consequence' | 'basis'>
