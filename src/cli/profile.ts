import type { Profile } from '../result/assess.ts'
import { parseMarks } from './marks.ts'

/** Options for the conditions of a good run; also the keys of a configuration file. */
export const profileOptions = {
  'require-lane': {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'lanes that must be measured, * for any text',
  },
  'require-probe': {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'probes that must be measured in each lane',
  },
  'may-fail-lane': {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'lanes whose surprises do not count',
  },
  'may-fail-probe': {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'probes whose surprises do not count',
  },
  ignore: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'a surprise that is known: LANE/PROBE/STEP: REASON',
  },
  known: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'a difference to the baseline that is expected: LANE/PROBE/STEP: REASON',
  },
} as const

interface ProfileWords {
  readonly requireLane: readonly string[]
  readonly requireProbe: readonly string[]
  readonly mayFailLane: readonly string[]
  readonly mayFailProbe: readonly string[]
  readonly ignore: readonly string[]
}

/** The profile given by the options. Throws UserProblem for a mark without a place or a reason. */
export function profileOf(words: ProfileWords): Profile {
  return {
    requireLanes: words.requireLane,
    requireProbes: words.requireProbe,
    mayFailLanes: words.mayFailLane,
    mayFailProbes: words.mayFailProbe,
    ignore: parseMarks(words.ignore),
  }
}
