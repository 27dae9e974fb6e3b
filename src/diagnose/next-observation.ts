import type { MistakeId } from '../mistakes/index.ts'
import { featureNames, features, valuesOf, type FeatureName } from '../mistakes/features.ts'
import { functionFacts } from './functions.ts'
import type { Symptom } from './symptom.ts'
import { probabilityOf, type Background, type Posterior } from './likelihood.ts'

/** An observation that has not been made, and how much it would tell. */
export interface NextObservation {
  readonly feature: FeatureName
  /** What to do. */
  readonly ask: string
  /** Expected gain of information about the class. Bits. */
  readonly gain: number
}

function entropy(weights: readonly number[]): number {
  const sum = weights.reduce((one, other) => one + other, 0)
  return weights.reduce(
    (bits, weight) => (weight <= 0 ? bits : bits - (weight / sum) * Math.log2(weight / sum)),
    0,
  )
}

/** What naming the FFI or reading the text again brings is no observation of the failure. */
const observable = featureNames.filter(name => name !== 'ffi' && name !== 'hint')
/** Less than this is not worth the work. Bits. */
const worthwhile = 0.05

function gainOf(
  name: FeatureName,
  posterior: Posterior,
  background: Background,
  before: number,
): number {
  const byValue = valuesOf(name).map(value => {
    const joint = new Map<MistakeId, number>()
    for (const { exemplar, share } of posterior.shares) {
      if (share > 1e-4)
        joint.set(
          exemplar.class,
          (joint.get(exemplar.class) ?? 0) +
            share * probabilityOf(name, value, exemplar, background),
        )
    }
    return [...joint.values()]
  })
  const total = byValue.flat().reduce((sum, weight) => sum + weight, 0)
  const after = byValue.reduce(
    (sum, weights) =>
      sum + (weights.reduce((one, other) => one + other, 0) / total) * entropy(weights),
    0,
  )
  return before - after
}

/** What to do; for a layout, with the struct that the failing function takes. */
function askFor(feature: FeatureName, { failed: [first] }: Symptom): string {
  const struct =
    first === undefined
      ? undefined
      : functionFacts(first.call)?.structs.find(({ differs }) => differs)
  return feature === 'layout' && struct && struct.name !== 'OVERLAPPED'
    ? `print sizeof(${struct.name}): ${struct.bytes.x64} in a 64-bit process, ${struct.bytes.ia32} in a 32-bit one`
    : features[feature].ask
}

/** The observations not made yet, the most telling first. */
export function nextObservations(
  posterior: Posterior,
  background: Background,
  symptom: Symptom,
): readonly NextObservation[] {
  const before = entropy([...posterior.classes.values()])
  return observable
    .filter(name => posterior.features[name] === undefined)
    .map(feature => ({
      feature,
      ask: askFor(feature, symptom),
      gain: gainOf(feature, posterior, background, before),
    }))
    .filter(({ gain }) => gain >= worthwhile)
    .sort((one, other) => other.gain - one.gain)
}
