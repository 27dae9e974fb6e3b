import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { evidenceOf, showsAll, type Evidence } from './evidence.ts'
import type { Exemplar } from './exemplar.ts'
import { exemplars as allExemplars } from './exemplars.ts'
import { backgroundOf, infer, seenInPublic, type Posterior } from './likelihood.ts'
import { mostOfThin, tempered } from './temper.ts'
import { nextObservations, type NextObservation } from './next-observation.ts'
import { withoutOwnCodes } from './own-codes.ts'
import { exclusionsOf } from './exclude/index.ts'
import type { Exclusion } from './exclude/rule.ts'
import { unknownFunctions, withoutUnknown, type UnknownFunction } from './unknown-functions.ts'
import { understoodOf, type Understood } from './understood.ts'
import { supportOf } from './support/index.ts'
import type { Support } from './support/rule.ts'
import { isWide, type Symptom } from './symptom.ts'
import { saysBetter, thinness } from './thinness.ts'
import { factsOf } from './terms/facts.ts'
import { termsInCommon, weighTerms } from './terms/weigh.ts'
import { reportWeights, type ReportWeights } from './terms/weights.ts'

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
  /** What the answer is about: as it was said, before anything followed from it. */
  readonly symptom: Symptom
  readonly understood: Understood
  /** Functions that nothing is known of. */
  readonly unknown: readonly UnknownFunction[]
  /** Classes that cannot be, and why. */
  readonly excluded: readonly Exclusion[]
  /** The observations that would tell most, best first. */
  readonly next: readonly NextObservation[]
}

/** Probabilities within this factor are no difference: odds of less than 3 are not worth more than a bare mention (Jeffreys' scale). */
const alikeFactor = 3
/** Less than this is not listed behind the first three. */
const worthListing = 0.005
/** So many are always listed: what a text says in words is wrong now and then. */
const alwaysListed = 3
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

interface Facts {
  readonly symptom: Symptom
  readonly posterior: Posterior
  readonly supports: readonly Support[]
  readonly inCommon: (name: MistakeId) => readonly string[]
}

function rankedOf(
  name: MistakeId,
  score: number,
  { symptom, posterior, supports, inCommon }: Facts,
): Ranked {
  const facts = supports
    .filter(support => support.class === name)
    .map(({ text, url }): Evidence => ({
      kind: 'for',
      source: 'fact',
      text,
      ...(url === undefined ? {} : { url }),
    }))
  const evidence = witnesses(name, posterior).flatMap(exemplar =>
    evidenceOf(exemplar, symptom, posterior),
  )
  const side = (kind: Evidence['kind']): Evidence[] =>
    evidence.filter(item => item.kind === kind).slice(0, evidencePerSide)
  return {
    class: name,
    width: mistakes[name].width,
    score,
    evidence: [...facts, ...side('for'), ...ofReports(inCommon(name)), ...side('against')],
  }
}

function ofReports(terms: readonly string[]): readonly Evidence[] {
  return terms.length === 0
    ? []
    : [
        {
          kind: 'for',
          source: 'reports',
          text: `reports of this cause often have: ${terms.join(', ')}`,
        },
      ]
}

/** What cannot be, whatever the collection says: what the facts exclude, and recordings of processes of the other width. */
function possible(
  symptom: Symptom,
  exemplars: readonly Exemplar[],
  exclusions: readonly Exclusion[],
): readonly Exemplar[] {
  const wide = isWide(symptom)
  const impossible = wide === undefined ? undefined : wide ? 'only-32' : 'only-64'
  const excluded = new Set(exclusions.flatMap(({ classes }) => classes))
  const left = exemplars.filter(
    ({ class: name, features }) =>
      !excluded.has(name) &&
      (impossible === undefined ||
        features.width === undefined ||
        features.width.some(width => width !== impossible)),
  )
  // Facts that contradict each other exclude everything: then they say nothing.
  return left.length > 0 ? left : exemplars
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

/** Parts of the method that can be left out, to see what each contributes. */
export interface MethodParts {
  readonly exclusions: boolean
  readonly support: boolean
  readonly reports: boolean
}

/** The whole method. */
export const allParts: MethodParts = { exclusions: true, support: true, reports: true }

interface Weighed {
  /** The most probable class first. */
  readonly sorted: readonly (readonly [MistakeId, number])[]
  readonly posterior: Posterior
  readonly inCommon: (name: MistakeId) => readonly string[]
}

function sortedOf({ classes }: Pick<Posterior, 'classes'>): Weighed['sorted'] {
  return [...classes].sort(([, one], [, other]) => other - one)
}

/** Each exemplar has the part in the explanation that its class has now. */
function withClasses(posterior: Posterior, classes: Posterior['classes']): Posterior {
  const factor = (name: MistakeId): number =>
    (classes.get(name) ?? 0) / Math.max(Number.MIN_VALUE, posterior.classes.get(name) ?? 0)
  return {
    ...posterior,
    classes,
    shares: posterior.shares
      .map(({ exemplar, share }) => ({ exemplar, share: share * factor(exemplar.class) }))
      .sort((one, other) => other.share - one.share),
  }
}

/** What public reports with such words and facts make of the classes. */
function withReports(
  asked: Symptom,
  posterior: Posterior,
  weights: ReportWeights,
  { isThin, isMeasured }: Readonly<Record<'isThin' | 'isMeasured', boolean>>,
): Weighed {
  const terms = { words: asked.words ?? [], facts: factsOf(asked) }
  const isWeak = isThin && !isMeasured && !saysBetter(asked)
  // The known fault of a library needs no words of other reports.
  const weighed =
    asked.library?.fault === undefined
      ? weighTerms([...posterior.classes], terms, weights, isWeak)
      : [...posterior.classes]
  const classes = new Map(isThin ? tempered(weighed, mostOfThin) : weighed)
  const sorted = sortedOf({ classes })
  return {
    sorted,
    posterior: withClasses(posterior, classes),
    inCommon: name => termsInCommon(name, terms, weights),
  }
}

/** Ranks the causes of a symptom. Pure. `exemplars` may be fewer, to hold cases out. */
export function diagnose(
  asked: Symptom,
  exemplars: readonly Exemplar[] = allExemplars,
  parts: MethodParts = allParts,
  weights: ReportWeights = reportWeights(),
): Result {
  const symptom = withoutOwnCodes(withoutUnknown(asked))
  const background = backgroundOf(exemplars)
  const exclusions = parts.exclusions ? exclusionsOf(symptom) : []
  const supports = parts.support ? supportOf(symptom) : []
  const inferred = infer(
    symptom,
    possible(symptom, exemplars, exclusions),
    background,
    seenWithout(exemplars),
    supports,
  )
  const thinFacts = thinness(symptom, inferred.features)
  const explained = withClasses(
    inferred,
    new Map(
      thinFacts === undefined ? inferred.classes : tempered([...inferred.classes], mostOfThin),
    ),
  )
  const { sorted, posterior, inCommon } = parts.reports
    ? withReports(asked, explained, weights, {
        isThin: thinFacts !== undefined,
        isMeasured: shownBy(symptom, explained).size > 0,
      })
    : { sorted: sortedOf(explained), posterior: explained, inCommon: () => [] }
  const [[, best] = ['', 0]] = sorted
  const thin =
    thinFacts ?? (best < clear ? 'no cause explains it much better than the others' : undefined)
  return {
    ranking: sorted
      .filter(([, score], index) => score >= worthListing || (index < alwaysListed && score > 0))
      .map(([name, score]) => rankedOf(name, score, { symptom, posterior, supports, inCommon })),
    width: sorted.reduce((sum, [name, score]) => sum + (mistakes[name].width ? score : 0), 0),
    alike: alikeOf(sorted, symptom, posterior),
    excluded: exclusions,
    symptom: asked,
    understood: understoodOf(asked),
    unknown: unknownFunctions(asked),
    next: nextObservations(posterior, background, symptom),
    ...(thin === undefined ? {} : { thin }),
  }
}
