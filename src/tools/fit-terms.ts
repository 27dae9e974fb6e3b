import { packRow, type TermWeights } from '../diagnose/terms/weights.ts'

/** A report with a known cause: its terms, each once, and the classes that are accepted as its cause, the likeliest first. */
export interface ReportTerms {
  readonly classes: readonly string[]
  readonly terms: readonly string[]
  /** As how many reports it counts; 1 where absent. */
  readonly counts?: number
}

/** What can be said of a term by fewer reports is chance. */
const fewestReports = 5
/** How far weights may go from 0: the variance of their prior. */
const variance = 12
/** Steps of descent. Four times as many change 6 % of the weights of words, by 0.2 at most. */
const steps = 300
/** The share of the first of several accepted classes; the others share the rest. */
const shareOfFirst = 0.6
/** Each class counts as if half a report more had it. */
const assumed = 0.5
/** Weights are whole tenths. */
const unit = 10

type Row = Float64Array

/** A report as the fit sees it. */
interface Example {
  /** Where the weights of its terms begin. */
  readonly places: Int32Array
  /** The weight of each of its terms. */
  readonly value: number
  /** How much of it each class has. */
  readonly shares: Row
  readonly counts: number
}

/** Turns logarithms of odds into probabilities. */
function normalize(row: Row): void {
  const highest = Math.max(...row)
  for (let k = 0; k < row.length; k++) row[k] = Math.exp((row[k] ?? 0) - highest)
  const sum = row.reduce((one, other) => one + other, 0)
  for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) / sum
}

function sharesOf([first, ...others]: readonly string[], names: readonly string[]): Row {
  return Float64Array.from(names, name => {
    if (name === first) return others.length === 0 ? 1 : shareOfFirst
    return others.includes(name) ? (1 - shareOfFirst) / others.length : 0
  })
}

/** Adds a multiple of `count` numbers from one place to those at another. */
function addTo(to: Row, at: number, from: Row, start: number, count: number, factor: number): void {
  for (let k = 0; k < count; k++) to[at + k] = (to[at + k] ?? 0) + factor * (from[start + k] ?? 0)
}

/** How the loss rises with each weight: that of a multinomial logistic regression with a ridge. The last row of the weights is the bias, on which there is none. */
function gradientOf(examples: readonly Example[], weights: Row, classes: number): Row {
  const bias = weights.length - classes
  const gradient = weights.map((weight, at) => (at < bias ? weight / variance : 0))
  const error = new Float64Array(classes)
  for (const { places, value, shares, counts } of examples) {
    error.set(weights.subarray(bias))
    for (const place of places) addTo(error, 0, weights, place, classes, value)
    normalize(error)
    addTo(error, 0, shares, 0, classes, -1)
    addTo(gradient, bias, error, 0, classes, counts)
    for (const place of places) addTo(gradient, place, error, 0, classes, counts * value)
  }
  return gradient
}

/** Descends with Nesterov's momentum; the step is the largest that never overshoots, as no row is longer than √2. */
function descend(examples: readonly Example[], terms: number, classes: number): Row {
  const weights = new Float64Array((terms + 1) * classes)
  const ahead = new Float64Array(weights.length)
  const step = 1 / (examples.reduce((sum, { counts }) => sum + counts, 0) + 1)
  for (let count = 0; count < steps; count++) {
    const momentum = count / (count + 3)
    const gradient = gradientOf(examples, ahead, classes)
    for (let at = 0; at < weights.length; at++) {
      const next = (ahead[at] ?? 0) - step * (gradient[at] ?? 0)
      ahead[at] = next + momentum * (next - (weights[at] ?? 0))
      weights[at] = next
    }
  }
  return weights
}

/** The terms that stand in enough reports, in the order of the alphabet. */
function frequentTerms(reports: readonly ReportTerms[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { terms } of reports)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return [...counts].flatMap(([term, count]) => (count >= fewestReports ? [term] : [])).sort()
}

/** How often each class is the cause of a report. The sum is 1. */
export function frequencies(
  reports: readonly Pick<ReportTerms, 'classes' | 'counts'>[],
  names: readonly string[],
): readonly number[] {
  const often = new Float64Array(names.length).fill(assumed)
  for (const { classes, counts = 1 } of reports)
    for (const name of classes) {
      const place = names.indexOf(name)
      often[place] = (often[place] ?? 0) + counts / classes.length
    }
  const sum = often.reduce((one, other) => one + other, 0)
  return [...often].map(count => count / sum)
}

const inTenths = (value: number): number => Math.round(unit * value) + 0

/** Fits weights of terms to the classes of reports. The same reports give the same weights. */
export function fitTerms(reports: readonly ReportTerms[], names: readonly string[]): TermWeights {
  const terms = frequentTerms(reports)
  const places = new Map(terms.map((term, place) => [term, place]))
  const examples = reports.map(report => {
    const own = report.terms.flatMap(term => places.get(term) ?? [])
    return {
      places: Int32Array.from(own, place => place * names.length),
      value: 1 / Math.sqrt(Math.max(1, own.length)),
      shares: sharesOf(report.classes, names),
      counts: report.counts ?? 1,
    }
  })
  const fitted = descend(examples, terms.length, names.length)
  const seen = frequencies(reports, names)
  const rowAt = (place: number): readonly number[] => [
    ...fitted.subarray(place * names.length, (place + 1) * names.length),
  ]
  return {
    bias: rowAt(terms.length).map((value, k) => inTenths(value - Math.log(seen[k] ?? 1))),
    terms: Object.fromEntries(
      terms.map((term, place) => [term, packRow(rowAt(place).map(inTenths))]),
    ),
  }
}
