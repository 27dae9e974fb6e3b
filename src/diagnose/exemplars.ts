import { cases } from './cases.ts'
import type { Exemplar } from './exemplar.ts'
import { recordedFaults, recordedProbes } from './recorded.ts'
import { exemplarOf } from './recorded-exemplars.ts'
import { rules } from './rules.ts'

/** Everything a symptom is held against: recordings, documented cases, rules. */
export const exemplars: readonly Exemplar[] = [
  ...recordedProbes.map(observed => exemplarOf(observed, 'recorded', `the probe ${observed.id} in a process of ${observed.architecture === 'x64' ? 64 : 32} bits`)),
  ...recordedFaults.map(observed => exemplarOf(observed, 'fault', `the fault ${observed.id} in a process of ${observed.architecture === 'x64' ? 64 : 32} bits`)),
  ...cases,
  ...rules
]
