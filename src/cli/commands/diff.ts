import type { Argv } from 'yargs'
import { renderDiff } from '../../report/diff-text.ts'
import { diffRuns, isRegression } from '../../result/diff.ts'
import { matrixOf } from '../../result/matrix.ts'
import { defineCommand } from '../command.ts'
import { readConfig } from '../config-file.ts'
import { parseMarks } from '../marks.ts'
import { output } from '../output.ts'
import { readRun } from '../read-runs.ts'
import { screen } from '../screen.ts'

/** `handle-width diff`: what changed between two runs; exit code 1 on a regression or a mark that no longer holds. */
export const diffCommand = defineCommand('diff <old> <new>', 'compare two run files cell by cell', (argv: Argv) => argv
  .positional('old', { type: 'string', demandOption: true, describe: 'run file to compare with' })
  .positional('new', { type: 'string', demandOption: true, describe: 'run file to look at' })
  .config('config', 'a JSON file of these options', readConfig)
  .options({ known: { array: true, string: true, default: [] as string[], describe: 'a difference that is expected: LANE/PROBE/STEP: REASON, * for any text' } }), async argv => {
  const known = parseMarks(argv.known)
  const diff = diffRuns(matrixOf(await readRun(argv.old)), matrixOf(await readRun(argv.new)), known)
  output.result(renderDiff(diff, screen()))
  return isRegression(diff) ? 1 : 0
})
