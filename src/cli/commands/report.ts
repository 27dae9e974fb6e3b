import type { Argv } from 'yargs'
import { formatNames, render, type FormatName } from '../../views/index.ts'
import { reportOf, type Report } from '../../views/report.ts'
import { defineCommand } from '../command.ts'
import { assertWritable, output, writeResult } from '../output.ts'
import { showOnGithub } from '../on-github.ts'
import { writePictures } from '../pictures.ts'
import { UserProblem } from '../problem.ts'
import { readMerged } from '../read-runs.ts'
import { screen } from '../screen.ts'

async function show(
  report: Report,
  format: FormatName,
  out: string | undefined,
  pictures: string | undefined,
  details: boolean,
): Promise<void> {
  if (format === 'github' && out === undefined) await showOnGithub(report)
  else if (out === undefined) output.result(render(format, report, { ...screen(), details }))
  else
    await writeResult(
      out,
      render(format, report, {
        width: 100,
        colour: false,
        details,
        ...(pictures === undefined ? {} : { pictures: await writePictures(report, pictures, out) }),
      }),
    )
}

/** `handle-width report`: shows recorded runs, merged if there are several. The exit code says whether it could, not what was measured. */
export default defineCommand(
  (argv: Argv) =>
    argv
      .positional('runs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'run files',
      })
      .options({
        format: {
          choices: formatNames,
          default: 'pretty' as const,
          describe: 'how the result is shown',
        },
        details: {
          boolean: true,
          default: false,
          describe: 'on a terminal: everything, not the summary alone',
        },
        out: { string: true, describe: 'write here instead of to stdout' },
        pictures: {
          string: true,
          describe: 'with markdown and --out: write its pictures into this folder',
        },
      }),
  async ({ runs, format, out, pictures, details }) => {
    if (pictures !== undefined && (format !== 'markdown' || out === undefined))
      throw new UserProblem(
        '--pictures goes with --format markdown and --out FILE, which shows them',
      )
    if (out !== undefined) await assertWritable(out)
    await show(reportOf(await readMerged(runs)), format, out, pictures, details)
    return 0
  },
)
