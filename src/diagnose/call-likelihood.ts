import type { Exemplar } from './exemplar.ts'
import { callsOf, firstFailure, outcomeOf, type Symptom } from './symptom.ts'

/** Of one call: the exemplar shows the same, has no such call, shows another outcome; `both` where a call succeeded and failed as there, `either` where only one of the two was seen. */
const calls = {
  sameSuccess: 0.95,
  unknownSuccess: 0.75,
  sameFailure: 0.8,
  otherFailure: 0.15,
  unknownFailure: 0.25,
  contradicted: 0.04,
  both: 0.8,
  either: 0.2,
}
/** Of the NTSTATUS behind the same error. */
const statuses = { same: 0.9, unknown: 0.5, other: 0.08 }
/** Of the call that failed first: it is the first there too, it is not, nothing is known. A program need not make all the calls that a probe makes. */
const firsts = { same: 0.6, other: 0.15, unknown: 0.3 }

function statusProbability(seen: string | undefined, shown: string | undefined): number {
  if (seen === undefined) return 1
  if (shown === undefined) return statuses.unknown
  return seen === shown ? statuses.same : statuses.other
}

/** P(an outcome of a call | an outcome of that call). */
function plainProbability(seen: string, shown: string | undefined): number {
  if (seen === 'ok')
    return shown === undefined
      ? calls.unknownSuccess
      : shown === 'ok'
        ? calls.sameSuccess
        : calls.contradicted
  const [code = '', status] = seen.split('/')
  if (shown === undefined)
    return calls.unknownFailure * (status === undefined ? 1 : statuses.unknown)
  if (shown === 'ok') return calls.contradicted
  const [shownCode = '', shownStatus] = shown.split('/')
  return code === 'failed' || outcomeOf(code) === outcomeOf(shownCode)
    ? calls.sameFailure * statusProbability(status, shownStatus)
    : calls.otherFailure
}

/** P(what was seen of a call | exemplar), over `ok`, an outcome, or `ok,` and an outcome. */
function callProbability(seen: string, shown: string | undefined): number {
  const failure = (word: string): string | undefined =>
    word.startsWith('ok,') ? word.slice(3) : undefined
  const seenFailure = failure(seen)
  const shownFailure = shown === undefined ? undefined : failure(shown)
  if (seenFailure !== undefined && shownFailure !== undefined)
    return calls.both * plainProbability(seenFailure, shownFailure)
  // One of the two was not seen: the call was made less often, or the mistake is another.
  if (seenFailure !== undefined)
    return (
      calls.either * (shown === 'ok' ? calls.contradicted : plainProbability(seenFailure, shown))
    )
  if (shownFailure !== undefined)
    return (
      (1 - calls.either) *
      Math.max(plainProbability(seen, 'ok'), plainProbability(seen, shownFailure))
    )
  return plainProbability(seen, shown)
}

function logOf(
  seen: Readonly<Record<string, string>>,
  shown: Readonly<Record<string, string>> | undefined,
): number {
  return Object.entries(seen).reduce(
    (sum, [call, word]) => sum + Math.log(callProbability(word, shown?.[call])),
    0,
  )
}

function firstProbability(first: string, shown: string | undefined): number {
  if (shown === undefined) return firsts.unknown
  return first === shown ? firsts.same : firsts.other
}

/** log P(calls of the symptom, here and in a process of the other width | exemplar). */
export function logOfCalls(symptom: Symptom): (exemplar: Exemplar) => number {
  const here = callsOf(symptom)
  const there = symptom.elsewhere ? callsOf(symptom.elsewhere) : {}
  const first = firstFailure(symptom)
  return exemplar =>
    logOf(here, exemplar.calls) +
    logOf(there, exemplar.elsewhere) +
    (first === undefined ? 0 : Math.log(firstProbability(first, exemplar.first)))
}
