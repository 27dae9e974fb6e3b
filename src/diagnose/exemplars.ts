import { diagnoses } from '../mistakes/index.ts'
import type { Exemplar } from './exemplar.ts'
import { readRecorded } from './recorded.ts'
import { exemplarsOf } from './recorded-exemplars.ts'

/** The documented cases of all mistakes. */
export const cases: readonly Exemplar[] = [...diagnoses].flatMap(([mistake, { cases: own }]) =>
  own.map(({ id, title, url, shows }) => ({
    id,
    class: mistake,
    source: 'case' as const,
    title,
    url,
    features: shows,
  })),
)

/** The decision table: what each mistake shows by its nature. */
const rules: readonly Exemplar[] = [...diagnoses].flatMap(([mistake, { signs }]) =>
  signs.map(({ title, shows }, index) => ({
    id: `rule:${mistake}:${index + 1}`,
    class: mistake,
    source: 'rule' as const,
    title,
    features: shows,
  })),
)

/** Everything a symptom is held against: recordings, documented cases, rules. */
export const exemplars: readonly Exemplar[] = [
  ...exemplarsOf(readRecorded().probes, 'recorded'),
  ...exemplarsOf(readRecorded().faults, 'fault'),
  ...cases,
  ...rules,
]
