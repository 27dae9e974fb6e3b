import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { evidenceOf, showsAll, type Evidence } from './evidence.ts'
import type { Exemplar } from './exemplar.ts'
import { exemplars as allExemplars } from './exemplars.ts'
import { featureNames, type FeatureValue } from '../mistakes/features.ts'
import { backgroundOf, infer, seenInPublic, type Posterior } from './likelihood.ts'
import { nextObservations, type NextObservation } from './next-observation.ts'
import { isWide, type Symptom } from './symptom.ts'

/** A class with its probability. */
export interface Ranked {
  readonly class: MistakeId
  readonly width: boolean
  /** Probability, 0 to 1. */
  readonly score: number
  readonly evidence: readonly Evidence[]
}

/** What a symptom means, as far as it can be told. */
export interface Result {
  readonly ranking: readonly Ranked[]
  /** All classes of width together. 0 to 1. */
  readonly width: number
  /** Classes that the symptom cannot tell from the first: about as probable, or with a recording that shows all of it. */
  readonly alike: readonly MistakeId[]
  /** Why the evidence is thin, where it is. */
  readonly thin?: string
  /** The user's FFI, where it is known. */
  readonly ffi?: FeatureValue<'ffi'>
  /** The observations that would tell most, best first. */
  readonly next: readonly NextObservation[]
}

/** Probabilities within this factor are no difference: odds of less than 3 are not worth more than a bare mention (Jeffreys' scale). */
const alikeFactor = 3
/** Less than this is not listed. */
const worthListing = 0.005
/** With a lower first probability there is no answer, only a list. */
const clear = 0.4
const evidencePerSide = 3

/** The exemplars that explain most of a class, each source once before any twice. */
function witnesses(name: MistakeId, posterior: Posterior): Exemplar[] {
  const own = posterior.shares
    .filter(({ exemplar }) => exemplar.class === name)
    .map(({ exemplar }) => exemplar)
  const first = (['recorded', 'case', 'rule', 'fault'] as const).flatMap(
    source => own.find(exemplar => exemplar.source === source) ?? [],
  )
  return [...new Set([...first, ...own.slice(0, evidencePerSide)])].slice(0, evidencePerSide + 1)
}

function rankedOf(name: MistakeId, score: number, symptom: Symptom, posterior: Posterior): Ranked {
  const evidence = witnesses(name, posterior).flatMap(exemplar =>
    evidenceOf(exemplar, symptom, posterior),
  )
  const side = (kind: Evidence['kind']): Evidence[] =>
    evidence.filter(item => item.kind === kind).slice(0, evidencePerSide)
  return {
    class: name,
    width: mistakes[name].width,
    score,
    evidence: [...side('for'), ...side('against')],
  }
}

function thinness(symptom: Symptom, posterior: Posterior, best: number): string | undefined {
  const known = featureNames.filter(
    name => posterior.features[name] !== undefined && name !== 'ffi' && name !== 'hint',
  ).length
  if (symptom.failed.length === 0) return 'no failing call and no error was named'
  if (known <= 2)
    return `only ${known === 1 ? 'one observation says' : `${known} observations say`} anything`
  return best < clear ? 'no cause explains it much better than the others' : undefined
}

/** What cannot be, whatever the collection says: a width mistake of 64 bits in a process of 32 bits. */
function possible(symptom: Symptom, exemplars: readonly Exemplar[]): readonly Exemplar[] {
  const wide = isWide(symptom)
  const impossible = wide === undefined ? undefined : wide ? 'only-32' : 'only-64'
  return exemplars.filter(
    ({ features }) =>
      impossible === undefined ||
      features.width === undefined ||
      features.width.some(width => width !== impossible),
  )
}

/** How often each class was seen, without the documented cases that are held out. */
function seenWithout(exemplars: readonly Exemplar[]): ReadonlyMap<MistakeId, number> {
  const missing =
    exemplars === allExemplars
      ? []
      : allExemplars.filter(exemplar => exemplar.source === 'case' && !exemplars.includes(exemplar))
  return new Map(
    [...seenInPublic].map(([name, seen]) => [
      name,
      Math.max(0.5, seen - missing.filter(exemplar => exemplar.class === name).length),
    ]),
  )
}

/** Classes of which a recording shows the same. */
function shownBy(symptom: Symptom, posterior: Posterior): ReadonlySet<MistakeId> {
  if (!symptom.failed.some(({ call }) => call !== '')) return new Set()
  return new Set(
    posterior.shares
      .filter(
        ({ exemplar }) => exemplar.source === 'recorded' && showsAll(exemplar, symptom, posterior),
      )
      .map(({ exemplar }) => exemplar.class),
  )
}

function alikeOf(
  sorted: readonly (readonly [MistakeId, number])[],
  symptom: Symptom,
  posterior: Posterior,
): readonly MistakeId[] {
  const [first] = sorted
  const shown = shownBy(symptom, posterior)
  return sorted
    .slice(1)
    .filter(
      ([name, score]) =>
        score * alikeFactor >= (first?.[1] ?? 0) || (score >= worthListing && shown.has(name)),
    )
    .map(([name]) => name)
}

/** Ranks the causes of a symptom. Pure. `exemplars` may be fewer, to hold cases out. */
export function diagnose(symptom: Symptom, exemplars: readonly Exemplar[] = allExemplars): Result {
  const background = backgroundOf(exemplars)
  const posterior = infer(symptom, possible(symptom, exemplars), background, seenWithout(exemplars))
  const sorted = [...posterior.classes].sort(([, one], [, other]) => other - one)
  const [, best] = sorted[0] ?? ['', 0]
  const thin = thinness(symptom, posterior, best)
  return {
    ranking: sorted
      .filter(([, score]) => score >= worthListing)
      .map(([name, score]) => rankedOf(name, score, symptom, posterior)),
    width: sorted.reduce((sum, [name, score]) => sum + (mistakes[name].width ? score : 0), 0),
    alike: alikeOf(sorted, symptom, posterior),
    next: nextObservations(posterior, background),
    ...(symptom.ffi === undefined ? {} : { ffi: symptom.ffi }),
    ...(thin === undefined ? {} : { thin }),
  }
}
