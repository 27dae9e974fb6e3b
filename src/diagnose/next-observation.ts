import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { featureNames, features, valuesOf, type FeatureName } from '../mistakes/features.ts'
import { ownFailure } from './about-call.ts'
import { addressTaken, functionFacts } from './functions.ts'
import { otherBits } from './other-width.ts'
import { namedFailure, type Symptom } from './symptom.ts'
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

/** What to do: with the struct or the address that the failing function takes, and the width that the process does not have. */
function askFor(feature: FeatureName, symptom: Symptom): string {
  const call = namedFailure(symptom)
  if (feature === 'width' && symptom.architecture !== undefined)
    return `run the same in a ${otherBits(symptom) ?? 32}-bit process`
  if (call === undefined) return features[feature].ask
  const taken = feature === 'value' ? addressTaken(call) : undefined
  if (taken)
    return taken.isCallback
      ? `print ${taken.name}, the callback, right before ${call}, and see that it is kept as long as it can be called`
      : `print ${taken.name} in hexadecimal right before ${call}`
  const struct = functionFacts(call)?.structs.find(({ differs }) => differs)
  return feature === 'layout' && struct && struct.name !== 'OVERLAPPED'
    ? `print sizeof(${struct.name}): ${struct.bytes.x64} in a 64-bit process, ${struct.bytes.ia32} in a 32-bit one`
    : features[feature].ask
}

/** More than this for causes that are no matter of width: nothing is gained by a run in the other width. */
const excludesWidth = 0.9

/** Whether an observation can be made, and can tell something. */
function isOpen(
  feature: FeatureName,
  { classes, features: seen }: Posterior,
  symptom: Symptom,
): boolean {
  if (feature === 'width') {
    const [first] = [...classes].sort(([, one], [, other]) => other - one)
    const others = [...classes].reduce(
      (sum, [name, share]) => sum + (mistakes[name].width ? 0 : share),
      0,
    )
    return (
      otherBits(symptom) !== undefined &&
      // An invalid handle may come from leftovers in 64 bits, whatever the class.
      (others <= excludesWidth ||
        seen.outcome?.includes('6') === true ||
        first?.[0] === 'process-bitness')
    )
  }
  if (feature === 'open' || feature === 'check') return ownFailure(symptom) === undefined
  const call = namedFailure(symptom)
  const facts = call === undefined ? undefined : functionFacts(call)
  if (feature === 'call') return facts === undefined
  return (
    feature !== 'value' ||
    facts === undefined ||
    facts.handles.length > 0 ||
    addressTaken(facts.name) !== undefined
  )
}

/** The observations not made yet, the most telling first. */
export function nextObservations(
  posterior: Posterior,
  background: Background,
  symptom: Symptom,
): readonly NextObservation[] {
  const before = entropy([...posterior.classes.values()])
  return observable
    .filter(name => posterior.features[name] === undefined && isOpen(name, posterior, symptom))
    .map(feature => ({
      feature,
      ask: askFor(feature, symptom),
      gain: gainOf(feature, posterior, background, before),
    }))
    .filter(({ gain }) => gain >= worthwhile)
    .sort((one, other) => other.gain - one.gain)
}
