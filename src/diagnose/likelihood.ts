import { diagnoses, type MistakeId } from '../mistakes/index.ts'
import { logOfCalls } from './call-likelihood.ts'
import type { Exemplar } from './exemplar.ts'
import { featureNames, valuesOf, type FeatureName, type Features } from '../mistakes/features.ts'
import type { Support } from './support/rule.ts'
import { featuresOf, type Symptom } from './symptom.ts'
import { reportWeights } from './terms/weights.ts'
import { weightsOf } from './weights.ts'
import { oddsOfProcess } from './width-odds.ts'

/**
 * The method. Each class is a mixture of exemplars: recordings of this harness, documented cases, and the
 * rules of the decision table. An exemplar explains each observation of the symptom by itself:
 *
 *   P(symptom | class) = sum over the exemplars of the class of weight (weights.ts) ×
 *                        product over the observations of P(observation | exemplar)
 *
 * An observation that the exemplar shows too has the probability 1 - doubt, shared among the values the
 * exemplar allows; one that contradicts it has `doubt`, shared among the others; one that the exemplar
 * says nothing about has its frequency over all exemplars. Calls are observations of their own
 * (call-likelihood.ts): what each did here and in a process of the other width, with its NTSTATUS, and
 * which of them failed first. Classes are weighted by how often they were seen in public (`seen` of src/mistakes, and public reports).
 * Nothing here is fitted: all numbers stand in this file, in weights.ts, call-likelihood.ts and src/mistakes. What public
 * reports say comes after it (terms/weigh.ts).
 */
const doubts: Readonly<Record<FeatureName, number>> = {
  outcome: 0.03,
  call: 0.08,
  width: 0.08,
  rhythm: 0.2,
  value: 0.08,
  siblings: 0.08,
  before: 0.15,
  open: 0.05,
  layout: 0.02,
  check: 0.05,
  redirected: 0.15,
  ffi: 0.3,
  hint: 0.15,
}
/** How often each value of a feature stands in the exemplars. */
export type Background = Readonly<Record<string, number>>

const backgrounds = new WeakMap<readonly Exemplar[], Background>()

/** Frequencies over all exemplars, none of them zero. Counted once for each list. */
export function backgroundOf(exemplars: readonly Exemplar[]): Background {
  const background = backgrounds.get(exemplars) ?? countBackground(exemplars)
  backgrounds.set(exemplars, background)
  return background
}

function countBackground(exemplars: readonly Exemplar[]): Background {
  const background: Record<string, number> = {}
  for (const name of featureNames) {
    const values = valuesOf(name)
    const telling = exemplars.flatMap(({ features }) =>
      features[name] ? [features[name] as readonly string[]] : [],
    )
    for (const value of values) {
      const count = telling.reduce(
        (sum, list) => sum + (list.includes(value) ? 1 / list.length : 0),
        0,
      )
      background[`${name}=${value}`] = (count + 1) / (telling.length + values.length)
    }
  }
  return background
}

/** P(value | exemplar). */
export function probabilityOf(
  name: FeatureName,
  value: string,
  exemplar: Exemplar,
  background: Background,
): number {
  const shown = exemplar.features[name] as readonly string[] | undefined
  if (!shown) return background[`${name}=${value}`] ?? 0.05
  // Any other code is not one value but hundreds: each code that a class is not known for stays possible.
  const others = value === 'other-code' ? 1 : Math.max(1, valuesOf(name).length - shown.length)
  return shown.includes(value) ? (1 - doubts[name]) / shown.length : doubts[name] / others
}

/** log P(features of the symptom | exemplar). */
function logOfFeatures(features: Features, exemplar: Exemplar, background: Background): number {
  return featureNames.reduce((sum, name) => {
    const values = features[name] as readonly string[] | undefined
    return values
      ? sum +
          Math.log(
            Math.max(...values.map(value => probabilityOf(name, value, exemplar, background))),
          )
      : sum
  }, 0)
}

/** An exemplar and its share in the explanation of a symptom. */
interface Share {
  readonly exemplar: Exemplar
  /** Of the whole; all shares of all classes sum up to 1. */
  readonly share: number
}

/** What a symptom makes of the classes. */
export interface Posterior {
  /** Probability of each class; they sum up to 1. */
  readonly classes: ReadonlyMap<MistakeId, number>
  /** Exemplars, the best first. */
  readonly shares: readonly Share[]
  readonly features: Features
}

/**
 * So many documented cases all public reports together stand for. The documented cases were gathered for the sake of width,
 * and the reports, though they are what people paste, were searched for by class, so that rare ones are in them too often.
 */
const worthOfReports = 60

/** How many documented cases the public reports of a class stand for. */
function pastedReports(name: MistakeId): number {
  const { classes, seen } = reportWeights()
  return worthOfReports * (seen[classes.indexOf(name)] ?? 0)
}

/** How often each class was seen, in documented cases and in what people paste. */
export const seenInPublic: ReadonlyMap<MistakeId, number> = new Map(
  [...diagnoses].map(([name, { seen }]) => [name, seen + pastedReports(name)]),
)

/** Odds of each class, of all facts together. */
function oddsOf(supports: readonly Support[]): ReadonlyMap<MistakeId, number> {
  const odds = new Map<MistakeId, number>()
  for (const { class: name, odds: own } of supports) odds.set(name, (odds.get(name) ?? 1) * own)
  return odds
}

/** P(class | symptom). Pure. `seen`: how often each class was seen, at least a little more than 0. */
export function infer(
  symptom: Symptom,
  exemplars: readonly Exemplar[],
  background: Background = backgroundOf(exemplars),
  seen: ReadonlyMap<MistakeId, number> = seenInPublic,
  supports: readonly Support[] = [],
): Posterior {
  const features = featuresOf(symptom)
  const logCalls = logOfCalls(symptom)
  const total = [...seen.values()].reduce((sum, times) => sum + times, 0)
  const weights = weightsOf(exemplars)
  const odds = oddsOf(supports)
  const ofProcess = oddsOfProcess(symptom)
  const logs = exemplars.map(
    exemplar =>
      Math.log((seen.get(exemplar.class) ?? 0) / total) +
      Math.log(weights.get(exemplar) ?? 0) +
      Math.log(odds.get(exemplar.class) ?? 1) +
      Math.log(ofProcess(exemplar.class)) +
      logOfFeatures(features, exemplar, background) +
      logCalls(exemplar),
  )
  const highest = Math.max(...logs)
  const raw = logs.map(log => Math.exp(log - highest))
  const sum = raw.reduce((one, other) => one + other, 0)
  const shares = exemplars
    .map((exemplar, index) => ({ exemplar, share: (raw[index] ?? 0) / sum }))
    .sort((one, other) => other.share - one.share)
  const classes = new Map<MistakeId, number>([...seen.keys()].map(name => [name, 0]))
  for (const { exemplar, share } of shares)
    classes.set(exemplar.class, (classes.get(exemplar.class) ?? 0) + share)
  return { classes, shares, features }
}
