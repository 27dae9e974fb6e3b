import type { Argv } from 'yargs'
import { formatNames, render } from '../../report/index.ts'
import { reportOf } from '../../report/report.ts'
import { defineCommand } from '../command.ts'
import { assertWritable, output, writeResult } from '../output.ts'
import { readMerged } from '../read-runs.ts'
import { screen } from '../screen.ts'

/** `handle-width report`: shows recorded runs, merged if there are several. The exit code says whether it could, not what was measured. */
export const reportCommand = defineCommand('report <runs..>', 'show recorded runs in a format', (argv: Argv) => argv
  .positional('runs', { type: 'string', array: true, demandOption: true, describe: 'run files' })
  .options({
    format: { choices: formatNames, default: 'pretty' as const, describe: 'how the result is shown' },
    out: { string: true, describe: 'write here instead of to stdout' }
  }), async ({ runs, format, out }) => {
  if (out !== undefined) await assertWritable(out)
  const report = reportOf(await readMerged(runs))
  if (out === undefined) output.result(render(format, report, screen()))
  else await writeResult(out, render(format, report))
  return 0
})
