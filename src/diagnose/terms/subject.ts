import { oddsOf } from './weigh.ts'
import { reportWeights, type ReportWeights } from './weights.ts'
import { piecesOf } from './words.ts'

/** What a text is: a report of a failure or of a mistake, or about something else. In the order of the weights. */
export const subjects = ['report', 'other'] as const

/** Fewer words say nothing of what a text is about. */
const fewestOfSubject = 8
/** The logarithm of the odds from which on a text is taken for a report. */
const enough = 1

/** Whether the words of a text are those of reports of failures and mistakes, and not of texts about other things. Pure. */
export function isLikeReports(
  words: readonly string[],
  weights: ReportWeights = reportWeights(),
): boolean {
  const [report = 0, other = 0] =
    words.length < fewestOfSubject ? [0, 1] : (oddsOf(piecesOf(words), weights.subject) ?? [0, 1])
  return report - other > enough
}
