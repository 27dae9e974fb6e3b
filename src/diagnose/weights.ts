import type { MistakeId } from '../mistakes/index.ts'
import type { Exemplar, ExemplarSource } from './exemplar.ts'

/** How much a source counts, where a class has exemplars of it. Faults made by enumeration say what is possible, not what people do. */
const sourceWeights: Readonly<Record<ExemplarSource, number>> = {
  recorded: 0.3,
  fault: 0.1,
  case: 0.35,
  rule: 0.25,
}
/** So many cases would have to be known before they alone say in which calls a class shows. */
const assumedCases = 2

function count<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

const isMeasured = ({ source }: Exemplar): boolean => source === 'recorded' || source === 'fault'
const callIn = ({ features: { call } }: Exemplar): string => call?.[0] ?? 'unknown'

/** P(kind of call | class): the documented cases of the class, smoothed by where the recordings have it. */
function callShares(own: readonly Exemplar[]): ReadonlyMap<string, number> {
  const told = own.filter(
    ({ source, features: { call } }) => source === 'case' && call !== undefined,
  )
  const possible = [...new Set(own.filter(isMeasured).map(callIn))]
  const inCases = (call: string): number =>
    told.reduce(
      (sum, { features: { call: calls = [] } }) =>
        sum + calls.filter(name => name === call).length / calls.length,
      0,
    )
  return new Map(
    possible.map(call => [
      call,
      (inCases(call) + assumedCases / possible.length) / (told.length + assumedCases),
    ]),
  )
}

function shareOf(own: readonly Exemplar[]): (exemplar: Exemplar) => number {
  const bySource = count(own, ({ source }) => source)
  const byCall = count(own, exemplar => `${exemplar.source} ${callIn(exemplar)}`)
  const shares = callShares(own)
  return exemplar =>
    isMeasured(exemplar)
      ? (shares.get(callIn(exemplar)) ?? 0) /
        (byCall.get(`${exemplar.source} ${callIn(exemplar)}`) ?? 1)
      : 1 / (bySource.get(exemplar.source) ?? 1)
}

/** Weights within one class. They sum up to less than 1 where it was documented in calls that no recording has: nothing here explains those. */
function classWeights(own: readonly Exemplar[]): (readonly [Exemplar, number])[] {
  const share = shareOf(own)
  const told = own.filter(({ source }) => source === 'case').length
  // A single case says little about how others look.
  const weightOf = (source: ExemplarSource): number =>
    sourceWeights[source] * (source === 'case' ? told / (told + assumedCases) : 1)
  const whole = [...new Set(own.map(({ source }) => source))].reduce(
    (sum, source) => sum + weightOf(source),
    0,
  )
  return own.map(
    exemplar => [exemplar, (weightOf(exemplar.source) / whole) * share(exemplar)] as const,
  )
}

/**
 * The weight of each exemplar within its class: that of its source, shared among the exemplars of the
 * source. A recording says how a mistake shows, not where people make it; so recordings count by how
 * often the class was documented in calls of their kind.
 */
export function weightsOf(exemplars: readonly Exemplar[]): ReadonlyMap<Exemplar, number> {
  const byClass = new Map<MistakeId, Exemplar[]>()
  for (const exemplar of exemplars)
    byClass.set(exemplar.class, [...(byClass.get(exemplar.class) ?? []), exemplar])
  return new Map([...byClass.values()].flatMap(classWeights))
}
