import { serialiseRun } from '../../result/serialise-run.ts'
import type { Argv } from 'yargs'
import { defineCommand } from '../command.ts'
import { assertWritable, output, writeResult } from '../output.ts'
import { readMerged } from '../read-runs.ts'

/** `handle-width merge`: combines run files of several machines into one. */
export default defineCommand(
  (argv: Argv) =>
    argv
      .positional('runs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'run files, in any order',
      })
      .options({
        out: {
          alias: 'o',
          string: true,
          describe: 'write the merged run file here instead of to stdout',
        },
      }),
  async ({ runs, out }) => {
    if (out !== undefined) await assertWritable(out)
    const text = serialiseRun(await readMerged(runs))
    if (out === undefined) output.result(text)
    else await writeResult(out, text)
    return 0
  },
)
