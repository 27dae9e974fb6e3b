import { renderMarkdownSection } from '../text/markdown.ts'
import { section } from '../text/page.ts'
import type { Annotated } from './annotations.ts'
import { reportTitle } from './markdown.ts'
import { headline } from './sections/headline.ts'
import { probeSections, reportSections } from './sections/index.ts'
import type { Report } from './report.ts'
import { summaryHead } from './summary.ts'
import { viewOf } from './view.ts'
import { count } from './words.ts'

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
const summaryLimit = 1024 * 1024
/** Bytes reserved for the sentence about what was left out. */
const reserve = 400

const encoder = new TextEncoder()

/**
 * The job summary. At the top are the verdict, the lanes and the differences; below is the collapsed Markdown
 * report. Whole sections at its end are left out where the summary would exceed 1 MiB, which GitHub rejects.
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
  const view = viewOf(report)
  const sections = [
    `# ${reportTitle}`,
    ...[...section('', headline(view)), ...reportSections(view), ...probeSections(view)].map(own =>
      renderMarkdownSection(own),
    ),
  ]
  for (const own of sections) {
    const size = encoder.encode(own).length + 2
    if (bytes + size > limit - reserve) left += 1
    else {
      kept.push(own)
      bytes += size
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

/**
 * Summary and annotations in one text. The annotations are workflow commands, which GitHub executes in a code
 * block too. Where the text is shown as Markdown, HTML in such a block is plain text.
 */
export function githubText(summary: string, annotations: string): string {
  return annotations === '' ? summary : `${summary}\n\`\`\`text\n${annotations.trimEnd()}\n\`\`\`\n`
}
