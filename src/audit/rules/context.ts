import type { Architecture } from '../../declare/win32/architecture.ts'
import type { WidthTable } from '../../declare/widths/table.ts'
import type { Observation } from '../finding.ts'
import type { Vocabulary } from '../../declare/model.ts'

/** What a rule may look at beside the declaration. */
export interface RuleContext {
  readonly table: WidthTable
  readonly architecture: Architecture
  readonly pointerBytes: 4 | 8
  readonly vocabulary: Vocabulary
}

/** What is wrong with one slot, before it is known where the slot is. */
export type Problem = Pick<Observation, 'rule' | 'level' | 'consequence'>
