import { cases } from './cases.ts'
import type { Exemplar } from './exemplar.ts'
import { recordedFaults, recordedProbes } from './recorded.ts'
import { exemplarsOf } from './recorded-exemplars.ts'
import { rules } from './rules.ts'

/** Everything a symptom is held against: recordings, documented cases, rules. */
export const exemplars: readonly Exemplar[] = [
  ...exemplarsOf(recordedProbes, 'recorded'),
  ...exemplarsOf(recordedFaults, 'fault'),
  ...cases,
  ...rules,
]
