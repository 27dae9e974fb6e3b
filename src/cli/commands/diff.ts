import type { Argv } from 'yargs'
import type { EngineId } from '../../result/lane.ts'
import { engineIds } from '../../lanes/engines/index.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { diffPage } from '../../views/sections/diff.ts'
import { asEngine } from '../../result/as-engine.ts'
import { expectedBetween } from '../../result/differences.ts'
import { diffRuns, isRegression } from '../../result/diff.ts'
import { matrixOf } from '../../result/matrix.ts'
import { defineCommand } from '../command.ts'
import { foundConfig, readConfig } from '../config-file.ts'
import { levelOption } from '../level-option.ts'
import { parseMarks } from '../marks.ts'
import { output } from '../output.ts'
import { UserProblem } from '../../os/problem.ts'
import { readRun } from '../read-runs.ts'
import { screen } from '../screen.ts'

/** Parses `windows=wine`. Throws UserProblem for anything else. */
function parseAs(text: string): [EngineId, EngineId] {
  const [from, to, ...more] = text.split('=').map(word => engineIds.find(id => id === word))
  if (from && to && more.length === 0) return [from, to]
  throw new UserProblem(
    `Cannot read --as ${JSON.stringify(text)}: expected two of ${engineIds.join(', ')}, for example --as windows=wine`,
  )
}

/** `handle-width diff`: what changed between two runs; exit code 1 on a regression or a stale mark. */
export default defineCommand(
  (argv: Argv) => {
    const found = foundConfig(process.argv, 'diff')
    return argv
      .positional('old', {
        type: 'string',
        demandOption: true,
        describe: 'run file to compare with',
      })
      .positional('new', { type: 'string', demandOption: true, describe: 'run file to look at' })
      .config(found.options)
      .check(found.say, false)
      .config('config', 'a JSON file of these options', readConfig)
      .options({
        level: levelOption,
        as: {
          string: true,
          describe:
            'compare two engines: windows=wine holds the lanes of windows in NEW against those of wine in OLD',
        },
        known: {
          array: true,
          string: true,
          default: [] as string[],
          describe: 'a difference that is expected: LANE/PROBE/STEP: REASON, * for any text',
        },
      })
  },
  async argv => {
    const known = parseMarks(argv.known)
    const wish = argv.as === undefined ? undefined : parseAs(argv.as)
    const [old, now] = [await readRun(argv.old), await readRun(argv.new)]
    const expected = wish ? expectedBetween(...wish) : []
    const found = diffRuns(matrixOf(old), matrixOf(wish ? asEngine(now, ...wish) : now), [
      ...known,
      ...expected,
    ])
    // An intermittent difference need not occur this time, so its mark is not stale.
    const diff = { ...found, stale: found.stale.filter(mark => !expected.includes(mark)) }
    output.result(renderTerminal(diffPage(diff), screen()))
    return isRegression(diff, argv.level) ? 1 : 0
  },
)
