import { packRow, type TermWeights } from '../diagnose/terms/weights.ts'

/** A public report: its terms, each once, and the classes that are accepted as its cause, the likeliest first. */
export interface ReportTerms {
  readonly classes: readonly string[]
  readonly terms: readonly string[]
}

/** What can be said of a term by fewer reports is chance. */
const fewestReports = 3
/** How far weights may go from 0: the variance of their prior. */
const variance = 4
/** Steps of descent; more change nothing in a tenth. */
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
  /** Places of its terms among those that are fitted. */
  readonly places: readonly number[]
  /** The weight of each of its terms. */
  readonly value: number
  /** How much of it each class has. */
  readonly shares: Row
}

interface Weights {
  readonly bias: Row
  readonly terms: readonly Row[]
}

function add(target: Row, factor: number, source: Row): void {
  for (let k = 0; k < target.length; k++) target[k] = (target[k] ?? 0) + factor * (source[k] ?? 0)
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

function zeros(terms: number, classes: number): Weights {
  return {
    bias: new Float64Array(classes),
    terms: Array.from({ length: terms }, () => new Float64Array(classes)),
  }
}

/** How the loss rises with each weight: that of a multinomial logistic regression with a ridge. */
function gradientOf(examples: readonly Example[], { bias, terms }: Weights): Weights {
  const gradient = zeros(terms.length, bias.length)
  for (const { places, value, shares } of examples) {
    const error = Float64Array.from(bias)
    for (const place of places) add(error, value, terms[place] ?? bias)
    normalize(error)
    add(error, -1, shares)
    add(gradient.bias, 1, error)
    for (const place of places) add(gradient.terms[place] ?? bias, value, error)
  }
  for (const [place, row] of terms.entries()) add(gradient.terms[place] ?? bias, 1 / variance, row)
  return gradient
}

/** Descends with Nesterov's momentum; the step is the largest that never overshoots, as no row is longer than √2. */
function descend(examples: readonly Example[], terms: number, classes: number): Weights {
  let weights = zeros(terms, classes)
  let ahead = zeros(terms, classes)
  const step = 1 / (examples.length + 1)
  for (let count = 0; count < steps; count++) {
    const gradient = gradientOf(examples, ahead)
    const momentum = count / (count + 3)
    const moved = (from: Row, slope: Row | undefined): Row =>
      from.map((value, k) => value - step * (slope?.[k] ?? 0))
    const next = {
      bias: moved(ahead.bias, gradient.bias),
      terms: ahead.terms.map((row, place) => moved(row, gradient.terms[place])),
    }
    const onward = (row: Row, before: Row | undefined): Row =>
      row.map((value, k) => value + momentum * (value - (before?.[k] ?? 0)))
    ahead = {
      bias: onward(next.bias, weights.bias),
      terms: next.terms.map((row, place) => onward(row, weights.terms[place])),
    }
    weights = next
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
  reports: readonly Pick<ReportTerms, 'classes'>[],
  names: readonly string[],
): readonly number[] {
  const counts = new Float64Array(names.length).fill(assumed)
  for (const { classes } of reports)
    for (const name of classes) {
      const place = names.indexOf(name)
      counts[place] = (counts[place] ?? 0) + 1 / classes.length
    }
  const sum = counts.reduce((one, other) => one + other, 0)
  return [...counts].map(count => count / sum)
}

const inTenths = (value: number): number => Math.round(unit * value) + 0

/** Fits weights of terms to the classes of reports. The same reports give the same weights. */
export function fitTerms(reports: readonly ReportTerms[], names: readonly string[]): TermWeights {
  const terms = frequentTerms(reports)
  const places = new Map(terms.map((term, place) => [term, place]))
  const examples = reports.map(report => {
    const own = report.terms.flatMap(term => places.get(term) ?? [])
    return {
      places: own,
      value: 1 / Math.sqrt(Math.max(1, own.length)),
      shares: sharesOf(report.classes, names),
    }
  })
  const fitted = descend(examples, terms.length, names.length)
  const seen = frequencies(reports, names)
  return {
    bias: [...fitted.bias].map((value, k) => inTenths(value - Math.log(seen[k] ?? 1))),
    terms: Object.fromEntries(
      terms.map((term, place) => [term, packRow([...(fitted.terms[place] ?? [])].map(inTenths))]),
    ),
  }
}
