import { packRow, type TermWeights } from '../diagnose/terms/weights.ts'
import { minimize, type Objective } from './minimize.ts'

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
/** Moves towards the minimum. Three times as many put one in a thousand of first answers right, and no more. */
const mostSteps = 100
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

/** Turns logarithms of odds into probabilities, and gives the logarithm of their sum. */
function normalize(row: Row): number {
  const highest = Math.max(...row)
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += row[k] = Math.exp((row[k] ?? 0) - highest)
  for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) / sum
  return highest + Math.log(sum)
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

/** The loss of a multinomial logistic regression with a ridge. The last row of the weights is the bias, on which there is none. */
function lossOf(examples: readonly Example[], classes: number): Objective {
  const error = new Float64Array(classes)
  return (weights, gradient) => {
    const bias = weights.length - classes
    let loss = 0
    for (let at = 0; at < bias; at++) {
      const weight = weights[at] ?? 0
      loss += weight ** 2 / (2 * variance)
      gradient[at] = weight / variance
    }
    gradient.fill(0, bias)
    for (const { places, value, shares, counts } of examples) {
      error.set(weights.subarray(bias))
      for (const place of places) addTo(error, 0, weights, place, classes, value)
      for (let k = 0; k < classes; k++) loss -= counts * (shares[k] ?? 0) * (error[k] ?? 0)
      loss += counts * normalize(error)
      addTo(error, 0, shares, 0, classes, -1)
      addTo(gradient, bias, error, 0, classes, counts)
      for (const place of places) addTo(gradient, place, error, 0, classes, counts * value)
    }
    return loss
  }
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
  const fitted = minimize(
    lossOf(examples, names.length),
    (terms.length + 1) * names.length,
    mostSteps,
  )
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
