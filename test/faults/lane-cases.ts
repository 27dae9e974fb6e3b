import { wine } from '../../src/lanes/engines/wine.ts'
import { needs, type Need } from '../support/require.ts'
import { simulated } from './command-runs.ts'

/** A lane on the command line, with a few probes. */
export interface LaneCase {
  readonly where: string
  readonly words: readonly string[]
  readonly need: Partial<Need>
}

const there = await wine.prepare('x64', () => undefined)
/** Whether Wine is here. */
export const hasWine = there.ready

/** A simulated lane and a real one. */
export const laneCases: readonly LaneCase[] = [
  { where: 'simulated', words: simulated, need: {} },
  {
    where: 'under Wine',
    words: [
      '--engine',
      'wine',
      '--arch',
      'x64',
      '--kernel',
      'native',
      '--probe',
      'correct',
      'handle-u32',
      'closed-handle',
      '--quiet',
    ],
    need: needs('wine', there.ready, there.ready ? '' : `${there.reason} ${there.remedy}`),
  },
]
