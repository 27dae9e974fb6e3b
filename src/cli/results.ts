import { formatNames, render, type FormatName } from '../views/index.ts'
import type { Annotated } from '../views/annotations.ts'
import type { Report } from '../views/report.ts'
import { showOnGithub } from './on-github.ts'
import { assertWritable, output, writeResult } from './output.ts'
import { UserProblem } from '../os/problem.ts'
import { screen } from './screen.ts'
import { similarNames } from '../text/near-names.ts'

/** Options for the output of a result, shared by every command that shows one. */
export const resultOptions = {
  format: {
    alias: 'f',
    choices: formatNames,
    default: 'pretty' as const,
    describe: 'how the result is shown',
  },
  out: { alias: 'o', string: true, describe: 'write the result here instead of to stdout' },
  report: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'write further reports: FORMAT=FILE, for example html=report.html junit=report.xml',
  },
  details: {
    boolean: true,
    default: false,
    describe: 'on a terminal: everything, not only the summary',
  },
} as const

interface ResultWords {
  readonly format: FormatName
  readonly out: string | undefined
  readonly report: readonly string[]
  readonly details: boolean
}

/** A report that is written to a file. */
export interface FileReport {
  readonly format: FormatName
  readonly file: string
}

function parseReport(words: string): FileReport {
  const [, name = '', file = ''] = /^([^=]*)=(.+)$/s.exec(words) ?? []
  const format = formatNames.find(one => one === name)
  if (format && file !== '') return { format, file }
  const near = similarNames(formatNames, name)
  throw new UserProblem(
    `Cannot use --report ${JSON.stringify(words)}: expected FORMAT=FILE with one of ${formatNames.join(', ')}${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
  )
}

/** The reports to be written to files. Throws UserProblem for any that cannot be written, before anything is measured. */
export async function resultsOf({
  format,
  out,
  report,
}: ResultWords): Promise<readonly FileReport[]> {
  if (out !== undefined && format === 'pretty')
    throw new UserProblem(
      `Cannot write ${out}: --out takes the report, and the format pretty is for a terminal; name another with --format (${formatNames.filter(name => name !== 'pretty').join(', ')}), or keep the run file of 'handle-width run' with --save FILE`,
    )
  const files = [...(out === undefined ? [] : [{ format, file: out }]), ...report.map(parseReport)]
  const twice = files.find(({ file }, index) =>
    files.some((other, at) => at < index && other.file === file),
  )
  if (twice)
    throw new UserProblem(`Cannot write two reports into ${twice.file}; name another file for one`)
  for (const { file } of files) await assertWritable(file)
  return files
}

/** Writes the reports that go to files. */
export async function writeReports(
  report: Report,
  { details }: Pick<ResultWords, 'details'>,
  files: readonly FileReport[],
): Promise<void> {
  for (const { format, file } of files)
    await writeResult(file, render(format, report, { width: 100, colour: false, details }))
}

/** Shows a report as the options say: on stdout, in files, or both. */
export async function showResults(
  report: Report,
  words: ResultWords,
  files: readonly FileReport[],
  annotated?: Annotated,
): Promise<void> {
  await writeReports(report, words, files)
  if (words.out !== undefined) return
  if (words.format === 'github') await showOnGithub(report, annotated)
  else output.result(render(words.format, report, { ...screen(), details: words.details }))
}
