import { join } from 'node:path'
import { packageFolder } from '../../os/package-folder.ts'
import { readPackedJson } from '../../os/packed-json.ts'

/** What terms, as words or facts, say of the causes of reports. Numbers are tenths of a natural logarithm. */
export interface TermWeights {
  /** For each class, where no term is known: against how often it is seen. */
  readonly bias: readonly number[]
  /** What each term adds for each class, divided by the square root of how many terms are known: a character for each class (`packRow`). */
  readonly terms: Readonly<Record<string, string>>
}

/** The character of a weight of 0; those of all weights are printable, so that the file is small and read fast. */
const zero = 65
const [least, most] = [-30, 60]

/** Weights in whole tenths as characters. What is outside -3 to 6 is taken as that. */
export function packRow(row: readonly number[]): string {
  return String.fromCharCode(...row.map(weight => zero + Math.min(most, Math.max(least, weight))))
}

/** The weights of a term; `undefined` where no report has it. */
export function rowOf(term: string, { terms }: TermWeights): readonly number[] | undefined {
  const packed = Object.hasOwn(terms, term) ? terms[term] : undefined
  return packed === undefined
    ? undefined
    : Array.from(packed, character => character.charCodeAt(0) - zero)
}

/** What the public reports say, and those that were written for the purpose. */
export interface ReportWeights {
  readonly schemaVersion: 3
  readonly classes: readonly string[]
  /** How often each class is the cause of a public report; the sum is 1. */
  readonly seen: readonly number[]
  /** Of a text (`termsOfText`). */
  readonly texts: TermWeights
  /** Of facts alone. */
  readonly facts: TermWeights
  /** Whether the words of a text are those of a report (`isLikeReports`). */
  readonly subject: TermWeights
}

/** The file that the package carries, made by `npm run fit` from the reports in fixtures/diagnose. */
export const reportWeightsFile = join(packageFolder, 'src/diagnose/terms/weights.json.br')

let read: ReportWeights | undefined

/** What the package carries of reports. Read once, when it is first asked for. */
export function reportWeights(): ReportWeights {
  read ??= readPackedJson(reportWeightsFile) as ReportWeights
  return read
}
