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
  /** Classes that the symptom cannot tell from the first. */
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
  open: 'the open', layout: 'the layout of OVERLAPPED', redirected: 'redirection', ffi: 'the FFI', hint: 'the words of the message'
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

function callEvidence(exemplar: Exemplar, symptom: Symptom): { readonly agree: string[]; readonly differ: string[] } {
  const agree: string[] = []
  const differ: string[] = []
  for (const [call, seen] of Object.entries(callsOf(symptom))) {
    const shown = exemplar.calls?.[call]
    if (shown === undefined) continue
    const same = shown.split(',').some(word => seen === word || (seen !== 'ok' && word !== 'ok' && outcomeOf(seen) === outcomeOf(word)))
    if (same && seen !== 'ok') agree.push(`${call} ended in ${shown.replace('ok,', '')}`)
    if (!same) differ.push(`${call} was ${seen}, there ${shown.replace(',', ', then ')}`)
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
    alike: sorted.slice(1).filter(([, score]) => score * alikeFactor >= best).map(([name]) => name),
    next: nextObservations(posterior, background),
    ...symptom.ffi === undefined ? {} : { ffi: symptom.ffi },
    ...thin === undefined ? {} : { thin }
  }
}
