import type { Argv } from 'yargs'
import { render } from '../../views/index.ts'
import { reportOf } from '../../views/report.ts'
import { defineCommand } from '../command.ts'
import { writeResult } from '../output.ts'
import { writePictures } from '../pictures.ts'
import { UserProblem } from '../../os/problem.ts'
import { readMerged } from '../read-runs.ts'
import { resultOptions, resultsOf, showResults, writeReports } from '../results.ts'

/**
 * `handle-width report`: shows recorded runs, merged if there are several. The exit code tells whether that
 * worked, not what was measured.
 */
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
        ...resultOptions,
        pictures: {
          string: true,
          describe: 'with markdown and --out: write its pictures into this folder',
        },
      }),
  async argv => {
    const { runs, format, out, pictures } = argv
    if (pictures !== undefined && (format !== 'markdown' || out === undefined))
      throw new UserProblem(
        '--pictures goes with --format markdown and --out FILE, which shows them',
      )
    const files = await resultsOf(argv)
    const report = reportOf(await readMerged(runs))
    if (pictures === undefined || out === undefined) await showResults(report, argv, files)
    else {
      await writeReports(
        report,
        argv,
        files.filter(({ file }) => file !== out),
      )
      await writeResult(
        out,
        render(format, report, {
          width: 100,
          colour: false,
          pictures: await writePictures(report, pictures, out),
        }),
      )
    }
    return 0
  },
)
