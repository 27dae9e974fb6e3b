import { callKey } from './call-groups.ts'
import type { Exemplar, ExemplarSource } from './exemplar.ts'
import { featureNames, type FeatureName } from '../mistakes/features.ts'
import type { Posterior } from './likelihood.ts'
import { callsOf, outcomeOf, type Symptom } from './symptom.ts'

/** One piece of evidence. */
export interface Evidence {
  readonly kind: 'for' | 'against'
  /** Where it comes from; `fact`: what is known of a function, an FFI or a library; `reports`: what public reports have in common. */
  readonly source: ExemplarSource | 'fact' | 'reports'
  readonly text: string
  readonly url?: string
}

const words: Readonly<Record<FeatureName, string>> = {
  outcome: 'outcome',
  call: 'kind of call',
  width: 'width',
  rhythm: 'rhythm',
  value: 'value of the handle',
  siblings: 'other calls with the handle',
  before: 'what came before',
  open: 'the open',
  layout: 'layout of OVERLAPPED',
  check: 'check of the open',
  redirected: 'redirection',
  ffi: 'FFI',
  hint: 'words of the message',
}
const valueWords: Readonly<Record<string, string>> = {
  '6': 'error 6',
  '87': 'error 87',
  '299': 'error 299',
  '1784': 'error 1784',
  'only-64': '64-bit alone',
  'only-32': '32-bit alone',
  both: '32-bit and 64-bit',
  'ctypes-old': 'ctypes up to CPython 3.7',
  ones: '-1',
  'ones-32': '0xFFFFFFFF',
}

interface Sides {
  readonly agree: readonly string[]
  readonly differ: readonly string[]
}

function valuesText(values: readonly string[]): string {
  return values.map(value => valueWords[value] ?? value.replaceAll('-', ' ')).join(' or ')
}

function compareFeatures(exemplar: Exemplar, posterior: Posterior): Sides {
  const agree: string[] = []
  const differ: string[] = []
  for (const name of featureNames) {
    const seen = posterior.features[name] as readonly string[] | undefined
    const shown = exemplar.features[name] as readonly string[] | undefined
    if (!seen || !shown) continue
    if (seen.some(value => shown.includes(value)))
      agree.push(`${words[name]} (${valuesText(seen)})`)
    else differ.push(`${words[name]} (${valuesText(shown)}, here ${valuesText(seen)})`)
  }
  return { agree, differ }
}

/** `ok,6/c0000024` for people. */
function inWords(word: string): string {
  return word
    .replace(',', ', then ')
    .replace(/\/(\w+)/g, (_, status: string) => ` (${status.toUpperCase()})`)
}

/** Whether an outcome of a call is one that an exemplar shows; either may succeed at first. An NTSTATUS counts where both have one. */
function isSame(seen: string, shown: string | undefined): boolean {
  if (shown === undefined) return false
  const status = (word: string): string | undefined => word.split('/')[1]
  return seen
    .split(',')
    .some(own =>
      shown
        .split(',')
        .some(
          word =>
            own === word ||
            (own !== 'ok' &&
              word !== 'ok' &&
              outcomeOf(own) === outcomeOf(word) &&
              (status(own) === undefined ||
                status(word) === undefined ||
                status(own) === status(word))),
        ),
    )
}

/** The names of functions as the person spelled them. */
function spelling({ failed, ok }: Symptom): ReadonlyMap<string, string> {
  return new Map([...ok, ...failed.map(({ call }) => call)].map(name => [callKey(name), name]))
}

function compareCalls(exemplar: Exemplar, symptom: Symptom): Sides {
  const names = spelling(symptom)
  const agree: string[] = []
  const differ: string[] = []
  for (const [call, seen] of Object.entries(callsOf(symptom))) {
    const shown = exemplar.calls?.[call]
    if (shown === undefined) continue
    const name = names.get(call) ?? call
    const same = isSame(seen, shown)
    if (same && seen !== 'ok') agree.push(`${name} ended in ${inWords(shown.replace('ok,', ''))}`)
    if (!same) differ.push(`${name} (${inWords(shown)}, here ${inWords(seen)})`)
  }
  return { agree, differ }
}

/** Whether an exemplar shows every call of a symptom, and nothing that was seen otherwise. */
export function showsAll(exemplar: Exemplar, symptom: Symptom, posterior: Posterior): boolean {
  return (
    Object.entries(callsOf(symptom)).every(([call, word]) =>
      isSame(word, exemplar.calls?.[call]),
    ) && compareFeatures(exemplar, posterior).differ.length === 0
  )
}

/** What an exemplar has in common with a symptom, and where it differs. */
export function evidenceOf(
  exemplar: Exemplar,
  symptom: Symptom,
  posterior: Posterior,
): readonly Evidence[] {
  const features = compareFeatures(exemplar, posterior)
  const calls = compareCalls(exemplar, symptom)
  const agree = [...features.agree, ...calls.agree].slice(0, 6)
  const differ = [...features.differ, ...calls.differ].slice(0, 4)
  const link = exemplar.url === undefined ? {} : { url: exemplar.url }
  return [
    ...(agree.length > 0
      ? [
          {
            kind: 'for',
            source: exemplar.source,
            text: `${exemplar.title}. Same: ${agree.join(', ')}`,
            ...link,
          } as const,
        ]
      : []),
    ...(differ.length > 0
      ? [
          {
            kind: 'against',
            source: exemplar.source,
            text: `${exemplar.title}. Not the same: ${differ.join(', ')}`,
            ...link,
          } as const,
        ]
      : []),
  ]
}
