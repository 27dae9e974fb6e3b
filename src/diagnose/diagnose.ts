import { diagnoses, diagnosisNames, type Diagnosis } from './classes.ts'
import type { Exemplar, Source } from './exemplar.ts'
import { exemplars as allExemplars } from './exemplars.ts'
import { featureNames, type FeatureName, type FeatureValue } from './features.ts'
import { backgroundOf, infer, type Posterior } from './likelihood.ts'
import { nextObservations, type NextObservation } from './next-observation.ts'
import { callsOf, isWide, outcomeOf, type Symptom } from './symptom.ts'

/** One piece of evidence. */
export interface Evidence {
  readonly kind: 'for' | 'against'
  readonly source: Source
  readonly text: string
  readonly url?: string
}

/** A class with its probability. */
export interface Ranked {
  readonly class: Diagnosis
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
  readonly alike: readonly Diagnosis[]
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

const words: Readonly<Record<FeatureName, string>> = {
  outcome: 'the outcome', call: 'the kind of call', width: 'the width', rhythm: 'the rhythm', value: 'the value of the handle', siblings: 'other calls with the handle', before: 'what came before',
  open: 'the open', layout: 'the layout of OVERLAPPED', check: 'the check of the open', redirected: 'redirection', ffi: 'the FFI', hint: 'the words of the message'
}

function valuesText(values: readonly string[]): string {
  return values.join(' or ')
}

function agreements(exemplar: Exemplar, posterior: Posterior): { readonly agree: string[]; readonly differ: string[] } {
  const agree: string[] = []
  const differ: string[] = []
  for (const name of featureNames) {
    const seen = posterior.features[name] as readonly string[] | undefined
    const shown = exemplar.features[name] as readonly string[] | undefined
    if (!seen || !shown) continue
    if (seen.some(value => shown.includes(value))) agree.push(`${words[name]} (${valuesText(seen)})`)
    else differ.push(`${words[name]} is ${valuesText(seen)}, there ${valuesText(shown)}`)
  }
  return { agree, differ }
}

/** `ok,6/c0000024` for people. */
function inWords(word: string): string {
  return word.replace(',', ', then ').replace(/\/(\w+)/g, (_, status: string) => ` (${status.toUpperCase()})`)
}

/** Whether an outcome of a call is one that an exemplar shows; either may succeed at first. An NTSTATUS counts where both have one. */
function isSame(seen: string, shown: string | undefined): boolean {
  if (shown === undefined) return false
  const status = (word: string): string | undefined => word.split('/')[1]
  return seen.split(',').some(own => shown.split(',').some(word => own === word
    || (own !== 'ok' && word !== 'ok' && outcomeOf(own) === outcomeOf(word) && (status(own) === undefined || status(word) === undefined || status(own) === status(word)))))
}

function callEvidence(exemplar: Exemplar, symptom: Symptom): { readonly agree: string[]; readonly differ: string[] } {
  const agree: string[] = []
  const differ: string[] = []
  for (const [call, seen] of Object.entries(callsOf(symptom))) {
    const shown = exemplar.calls?.[call]
    if (shown === undefined) continue
    const same = isSame(seen, shown)
    if (same && seen !== 'ok') agree.push(`${call} ended in ${inWords(shown.replace('ok,', ''))}`)
    if (!same) differ.push(`${call} was ${inWords(seen)}, there ${inWords(shown)}`)
  }
  return { agree, differ }
}

function evidenceOf(exemplar: Exemplar, symptom: Symptom, posterior: Posterior): Evidence[] {
  const by = agreements(exemplar, posterior)
  const calls = callEvidence(exemplar, symptom)
  const agree = [...by.agree, ...calls.agree]
  const differ = [...by.differ, ...calls.differ].slice(0, 4)
  const link = exemplar.url === undefined ? {} : { url: exemplar.url }
  return [
    ...agree.length > 0 ? [{ kind: 'for', source: exemplar.source, text: `${exemplar.title}: same ${agree.slice(0, 6).join(', ')}`, ...link } as const] : [],
    ...differ.length > 0 ? [{ kind: 'against', source: exemplar.source, text: `${exemplar.title}: ${differ.join('; ')}`, ...link } as const] : []
  ]
}

/** The exemplars that explain most of a class, each source once before any twice. */
function witnesses(name: Diagnosis, posterior: Posterior): Exemplar[] {
  const own = posterior.shares.filter(({ exemplar }) => exemplar.class === name).map(({ exemplar }) => exemplar)
  const first = (['recorded', 'case', 'rule', 'fault'] as const).flatMap(source => own.find(exemplar => exemplar.source === source) ?? [])
  return [...new Set([...first, ...own.slice(0, evidencePerSide)])].slice(0, evidencePerSide + 1)
}

function rankedOf(name: Diagnosis, score: number, symptom: Symptom, posterior: Posterior): Ranked {
  const evidence = witnesses(name, posterior).flatMap(exemplar => evidenceOf(exemplar, symptom, posterior))
  const side = (kind: Evidence['kind']): Evidence[] => evidence.filter(item => item.kind === kind).slice(0, evidencePerSide)
  return { class: name, width: diagnoses[name].width, score, evidence: [...side('for'), ...side('against')] }
}

function thinness(symptom: Symptom, posterior: Posterior, best: number): string | undefined {
  const known = featureNames.filter(name => posterior.features[name] !== undefined && name !== 'ffi' && name !== 'hint').length
  if (symptom.failed.length === 0) return 'no failing call and no error was named'
  if (known <= 2) return `only ${known === 1 ? 'one observation says' : `${known} observations say`} anything`
  return best < clear ? 'no cause explains it much better than the others' : undefined
}

/** What cannot be, whatever the collection says: a width mistake of 64 bits in a process of 32 bits. */
function possible(symptom: Symptom, exemplars: readonly Exemplar[]): readonly Exemplar[] {
  const wide = isWide(symptom)
  const impossible = wide === undefined ? undefined : wide ? 'only-32' : 'only-64'
  return exemplars.filter(({ features }) => impossible === undefined || features.width === undefined || features.width.some(width => width !== impossible))
}

/** How often each class was seen, without the documented cases that are held out. */
function seenWithout(exemplars: readonly Exemplar[]): Record<Diagnosis, number> {
  const missing = exemplars === allExemplars ? [] : allExemplars.filter(exemplar => exemplar.source === 'case' && !exemplars.includes(exemplar))
  return Object.fromEntries(diagnosisNames.map(name => [name, Math.max(0.5, diagnoses[name].seen - missing.filter(exemplar => exemplar.class === name).length)])) as Record<Diagnosis, number>
}

/** Classes of which a recording shows the same failing calls, and nothing that was seen otherwise. */
function shownBy(symptom: Symptom, posterior: Posterior): ReadonlySet<Diagnosis> {
  const seen = Object.entries(callsOf(symptom))
  const same = (exemplar: Exemplar): boolean => seen.every(([call, word]) => isSame(word, exemplar.calls?.[call]))
  const told = symptom.failed.some(({ call }) => call !== '')
  return new Set(told ? posterior.shares.filter(({ exemplar }) => exemplar.source === 'recorded' && same(exemplar) && agreements(exemplar, posterior).differ.length === 0).map(({ exemplar }) => exemplar.class) : [])
}

function alikeOf(sorted: readonly (readonly [Diagnosis, number])[], symptom: Symptom, posterior: Posterior): readonly Diagnosis[] {
  const [first] = sorted
  const shown = shownBy(symptom, posterior)
  return sorted.slice(1).filter(([name, score]) => score * alikeFactor >= (first?.[1] ?? 0) || (score >= worthListing && shown.has(name))).map(([name]) => name)
}

/** Ranks the causes of a symptom. Pure. `exemplars` may be fewer, to hold cases out. */
export function diagnose(symptom: Symptom, exemplars: readonly Exemplar[] = allExemplars): Result {
  const background = backgroundOf(exemplars)
  const posterior = infer(symptom, possible(symptom, exemplars), background, seenWithout(exemplars))
  const sorted = [...posterior.classes].sort(([, one], [, other]) => other - one)
  const [, best] = sorted[0] ?? ['', 0]
  const thin = thinness(symptom, posterior, best)
  return {
    ranking: sorted.filter(([, score]) => score >= worthListing).map(([name, score]) => rankedOf(name, score, symptom, posterior)),
    width: sorted.reduce((sum, [name, score]) => sum + (diagnoses[name].width ? score : 0), 0),
    alike: alikeOf(sorted, symptom, posterior),
    next: nextObservations(posterior, background),
    ...symptom.ffi === undefined ? {} : { ffi: symptom.ffi },
    ...thin === undefined ? {} : { thin }
  }
}
