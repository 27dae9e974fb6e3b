import type { Annotated } from './annotations.ts'
import { markdownSections } from './markdown.ts'
import type { Report } from './report.ts'
import { summaryHead } from './summary.ts'
import { viewOf } from './view.ts'
import { count } from './words.ts'

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
const summaryLimit = 1024 * 1024
/** Kept free for the sentence that says what was cut. */
const reserve = 400

const encoder = new TextEncoder()

/**
 * The job summary: on the first screen the verdict, the lanes and what differs, and folded below it the
 * Markdown report, whole sections left out at the end where the summary would grow beyond 1 MiB, which
 * GitHub refuses.
 */
export function githubSummary(
  report: Report,
  annotated: Annotated = { bindings: [], missing: [] },
  limit = summaryLimit,
): string {
  const head = [
    ...summaryHead(viewOf(report), annotated),
    '<details><summary>The whole report</summary>',
  ]
  const kept: string[] = []
  let bytes = encoder.encode(head.join('\n\n')).length
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
  return `${[...head, ...kept, ...cut, '</details>'].join('\n\n')}\n`
}
