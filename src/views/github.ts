import type { MatrixCell } from '../result/matrix.ts'
import { workflowCommand } from '../text/workflow-command.ts'
import { variantsText } from './environments.ts'
import { markdownSections } from './markdown.ts'
import type { Report } from './report.ts'
import { unmeasured, viewOf } from './view.ts'
import { claimedText, count, outcomeText, shortText } from './words.ts'

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
const summaryLimit = 1024 * 1024
/** GitHub shows this many annotations of a kind for a step (and 50 for a job), and drops the rest. */
const annotationLimit = 10
/** Kept free for the sentence that says what was cut. */
const reserve = 400

const encoder = new TextEncoder()

/**
 * The job summary: the Markdown report, what matters first, whole sections left out at the end where
 * it would grow beyond 1 MiB, which GitHub refuses.
 */
export function githubSummary(report: Report, limit = summaryLimit): string {
  const kept: string[] = []
  let bytes = 0
  let left = 0
  for (const section of markdownSections(report)) {
    const own = encoder.encode(section).length + 2
    if (bytes + own > limit - reserve) left += 1
    else {
      kept.push(section)
      bytes += own
    }
  }
  const cut =
    left === 0
      ? []
      : [
          `_${count(left, 'section')} did not fit into a job summary of 1 MiB; the run file holds everything: \`handle-width report RUN.json --format markdown\`._`,
        ]
  return `${[...kept, ...cut].join('\n\n')}\n`
}

interface Annotation {
  readonly title: string
  readonly message: string
}

function commands(kind: 'error' | 'warning' | 'notice', all: readonly Annotation[]): string[] {
  const shown =
    all.length > annotationLimit
      ? [
          ...all.slice(0, annotationLimit - 1),
          {
            title: `${all.length - annotationLimit + 1} more`,
            message: 'The job summary and the run file list them all.',
          },
        ]
      : all
  return shown.map(({ title, message }) => workflowCommand(kind, { title }, message))
}

function placeOf(cell: MatrixCell): string {
  return `${cell.lane} / ${cell.probe} / ${cell.step}`
}

/** Annotations as workflow commands: surprises as errors, flaky cells as warnings, lanes without result as notices; ten of each at most. */
export function githubAnnotations(report: Report): string {
  const { matrix } = report
  const lanes = new Map(matrix.lanes.map(lane => [lane.id, lane]))
  const surprises = matrix.cells
    .filter(cell => cell.claim === 'surprise')
    .map(cell => ({
      title: `${placeOf(cell)}: ${shortText(cell)}`,
      message: `Claimed ${claimedText(cell)}; ${outcomeText(cell.outcome)}`,
    }))
  const flaky = matrix.cells
    .filter(cell => cell.variants && cell.claim !== 'surprise')
    .map(cell => ({
      title: `${placeOf(cell)} is flaky`,
      message: variantsText(cell, lanes.get(cell.lane)),
    }))
  const absent = unmeasured(viewOf(report)).map(lane => ({
    title: `${lane.id} is ${lane.status}`,
    message: [lane.reason, lane.remedy].filter(Boolean).join('. ') || 'No reason was recorded',
  }))
  const lines = [
    ...commands('error', surprises),
    ...commands('warning', flaky),
    ...commands('notice', absent),
  ]
  return lines.map(line => `${line}\n`).join('')
}
