import type { Annotated } from '../views/annotations.ts'
import { githubText } from '../views/github.ts'
import { githubParts } from '../views/index.ts'
import type { Report } from '../views/report.ts'
import { appendResult, output } from './output.ts'

/**
 * In a GitHub Actions job the summary goes into the job's summary file (GITHUB_STEP_SUMMARY) and the annotations
 * to its log; elsewhere both go to stdout.
 */
export async function showOnGithub(report: Report, annotated?: Annotated): Promise<void> {
  const { summary, annotations } = githubParts(report, annotated)
  const summaryFile = process.env['GITHUB_STEP_SUMMARY']
  if (!summaryFile) return output.result(githubText(summary, annotations))
  await appendResult(summaryFile, summary)
  if (annotations !== '') output.result(annotations)
}
