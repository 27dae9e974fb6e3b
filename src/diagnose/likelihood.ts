import { diagnoses, diagnosisNames, type Diagnosis } from './classes.ts'
import type { Exemplar, Source } from './exemplar.ts'
import { featureNames, valuesOf, type FeatureName, type Features } from './features.ts'
import { callsOf, featuresOf, outcomeOf, type Symptom } from './symptom.ts'

/**
 * The method. Each class is a mixture of exemplars: recordings of this harness, documented cases, and the
 * rules of the decision table. An exemplar explains each observation of the symptom by itself:
 *
 *   P(symptom | class) = sum over sources of weight × mean over the exemplars of that source of
 *                        product over the observations of P(observation | exemplar)
 *
 * An observation that the exemplar shows too has the probability 1 - doubt, shared among the values the
 * exemplar allows; one that contradicts it has `doubt`, shared among the others; one that the exemplar
 * says nothing about has its frequency over all exemplars. Classes are weighted by how often they were
 * seen in public (`seen`). Nothing is fitted: all numbers stand in this file and in classes.ts.
 */
const doubts: Readonly<Record<FeatureName, number>> = {
  outcome: 0.03, call: 0.08, width: 0.08, rhythm: 0.2, value: 0.08, siblings: 0.08, before: 0.15, open: 0.05, layout: 0.02, redirected: 0.15, ffi: 0.3, hint: 0.15
}
/** How much a source counts, where a class has exemplars of it. Faults made by enumeration say what is possible, not what people do. */
const sourceWeights: Readonly<Record<Source, number>> = { recorded: 0.3, fault: 0.1, case: 0.35, rule: 0.25 }

/** Of one call: the exemplar shows the same, has no such call, shows another outcome. */
const calls = { sameSuccess: 0.95, unknownSuccess: 0.75, sameFailure: 0.8, otherFailure: 0.15, unknownFailure: 0.25, contradicted: 0.04, either: 0.8 }

/** How often each value of a feature stands in the exemplars. */
export type Background = Readonly<Record<string, number>>

/** Frequencies over all exemplars, none of them zero. */
export function backgroundOf(exemplars: readonly Exemplar[]): Background {
  const background: Record<string, number> = {}
  for (const name of featureNames) {
    const values = valuesOf(name)
    const telling = exemplars.flatMap(({ features }) => features[name] ? [features[name] as readonly string[]] : [])
    for (const value of values) {
      const count = telling.reduce((sum, list) => sum + (list.includes(value) ? 1 / list.length : 0), 0)
      background[`${name}=${value}`] = (count + 1) / (telling.length + values.length)
    }
  }
  return background
}

/** P(value | exemplar). */
export function probabilityOf(name: FeatureName, value: string, exemplar: Exemplar, background: Background): number {
  const shown = exemplar.features[name] as readonly string[] | undefined
  if (!shown) return background[`${name}=${value}`] ?? 0.05
  const others = Math.max(1, valuesOf(name).length - shown.length)
  return shown.includes(value) ? (1 - doubts[name]) / shown.length : doubts[name] / others
}

function callProbability(seen: string, shown: string | undefined): number {
  const comma = shown?.indexOf(',') ?? -1
  // It succeeded first and failed later: either may have been seen.
  if (shown !== undefined && comma > 0) return Math.max(callProbability(seen, shown.slice(0, comma)), callProbability(seen, shown.slice(comma + 1))) * calls.either
  if (seen === 'ok') return shown === undefined ? calls.unknownSuccess : shown === 'ok' ? calls.sameSuccess : calls.contradicted
  if (shown === undefined) return calls.unknownFailure
  if (shown === 'ok') return calls.contradicted
  return outcomeOf(seen) === outcomeOf(shown) ? calls.sameFailure : calls.otherFailure
}

/** log P(symptom | exemplar). */
function logLikelihood(features: Features, seenCalls: Readonly<Record<string, string>>, exemplar: Exemplar, background: Background): number {
  let sum = 0
  for (const name of featureNames) {
    const values = features[name] as readonly string[] | undefined
    if (values) sum += Math.log(Math.max(...values.map(value => probabilityOf(name, value, exemplar, background))))
  }
  for (const [call, seen] of Object.entries(seenCalls)) sum += Math.log(callProbability(seen, exemplar.calls?.[call]))
  return sum
}

/** An exemplar and its share in the explanation of a symptom. */
export interface Share {
  readonly exemplar: Exemplar
  /** Of the whole; all shares of all classes sum up to 1. */
  readonly share: number
}

/** What a symptom makes of the classes. */
export interface Posterior {
  /** Probability of each class; they sum up to 1. */
  readonly classes: ReadonlyMap<Diagnosis, number>
  /** Exemplars, the best first. */
  readonly shares: readonly Share[]
  readonly features: Features
}

/** How often each class was seen. */
const seenInPublic = Object.fromEntries(diagnosisNames.map(name => [name, diagnoses[name].seen])) as Record<Diagnosis, number>

/** P(class | symptom). Pure. `seen`: how often each class was seen, at least a little more than 0. */
export function infer(symptom: Symptom, exemplars: readonly Exemplar[], background: Background = backgroundOf(exemplars), seen: Readonly<Record<Diagnosis, number>> = seenInPublic): Posterior {
  const features = featuresOf(symptom)
  const seenCalls = callsOf(symptom)
  const total = diagnosisNames.reduce((sum, name) => sum + seen[name], 0)
  const groups = new Map<string, Exemplar[]>()
  for (const exemplar of exemplars) groups.set(`${exemplar.class} ${exemplar.source}`, [...groups.get(`${exemplar.class} ${exemplar.source}`) ?? [], exemplar])
  const weightOf = (name: Diagnosis, source: Source): number => {
    const there = (Object.keys(sourceWeights) as Source[]).filter(item => groups.has(`${name} ${item}`))
    return sourceWeights[source] / there.reduce((sum, item) => sum + sourceWeights[item], 0)
  }
  const logs = exemplars.map(exemplar => {
    const group = groups.get(`${exemplar.class} ${exemplar.source}`) ?? [exemplar]
    return Math.log(seen[exemplar.class] / total) + Math.log(weightOf(exemplar.class, exemplar.source) / group.length) + logLikelihood(features, seenCalls, exemplar, background)
  })
  const highest = Math.max(...logs)
  const raw = logs.map(log => Math.exp(log - highest))
  const sum = raw.reduce((one, other) => one + other, 0)
  const shares = exemplars.map((exemplar, index) => ({ exemplar, share: (raw[index] ?? 0) / sum })).sort((one, other) => other.share - one.share)
  const classes = new Map<Diagnosis, number>(diagnosisNames.map(name => [name, 0]))
  for (const { exemplar, share } of shares) classes.set(exemplar.class, (classes.get(exemplar.class) ?? 0) + share)
  return { classes, shares, features }
}
