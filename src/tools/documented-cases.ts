import { cases } from '../diagnose/exemplars.ts'
import type { Exemplar } from '../diagnose/exemplar.ts'
import type { Symptom } from '../diagnose/symptom.ts'
import { featureNames, type Features, type FeatureValue } from '../mistakes/features.ts'

/** The documented cases with an observed failure. */
export const failures: readonly Exemplar[] = cases.filter(
  ({ features }) => features.outcome !== undefined,
)

/** What a report of the case contains: the first value of each feature, in the order of the features. */
function asReported(shown: Features): Features {
  return Object.fromEntries(
    featureNames.flatMap(name =>
      shown[name] ? [[name, [(shown[name] as readonly string[])[0]]]] : [],
    ),
  ) as Features
}

/** A code or a word for each kind of outcome. */
const outcomes: Readonly<Partial<Record<FeatureValue<'outcome'>, string>>> = {
  gone: '31',
  'not-found': '2',
  denied: '5',
  lost: '126',
  'wrong-result': 'wrong-data',
  'other-code': '1',
}

/** A case as a user would describe it. */
export function symptomOfCase({ features }: Exemplar): Symptom {
  const also = asReported(features)
  const [outcome] = also.outcome ?? []
  const [ffi] = also.ffi ?? []
  return {
    failed: [{ call: '', outcome: outcome === undefined ? '' : (outcomes[outcome] ?? outcome) }],
    ok: [],
    also,
    ...(ffi === undefined ? {} : { ffi }),
  }
}

/** The project of a case: the repository of its address. */
export function projectOf({ url, id }: Exemplar): string {
  return /github\.com\/([^/]+\/[^/]+)/.exec(url ?? '')?.[1]?.toLowerCase() ?? id
}
