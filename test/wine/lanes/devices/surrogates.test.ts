import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { wine } from '../../../../src/lanes/engines/wine.ts'
import { matrixOf } from '../../../../src/result/matrix.ts'
import { parseRun } from '../../../../src/result/read-run.ts'
import type { RunFile } from '../../../../src/result/run-file.ts'
import { commandLine } from '../../../support/cli/command-line.ts'
import { outcomesOfLane } from '../../../support/outcome-text.ts'
import { needs } from '../../../support/require.ts'

const states = [
  await wine.prepare('x64', message => t.comment(message)),
  await wine.prepare('ia32', message => t.comment(message)),
]
const missing = states.flatMap(state => (state.ready ? [] : [`${state.reason} ${state.remedy}`]))

async function measure(
  t: Test,
  devices: readonly string[],
  ...more: readonly string[]
): Promise<RunFile> {
  const out = join(t.testdir(), 'run.json')
  const { exitCode, stderr } = await commandLine([
    'run',
    '--engine',
    'wine',
    'sim',
    '--device',
    ...devices,
    '--probe',
    'correct',
    'upper-half-garbage',
    'overlapped-32',
    '--host',
    'koffi',
    '--quiet',
    ...more,
    '--save',
    out,
  ])
  t.equal(exitCode, 0, stderr)
  return parseRun(readFileSync(out, 'utf8'), out)
}

t.test(
  'devices on Wine and in the simulation',
  needs('wine', missing.length === 0, missing.join(' ')),
  async t => {
    if (missing.length > 0) return void t.fail(missing.join(' '))

    await t.test('a pipe, an event and an unplugged port do the same on both', async t => {
      const run = await measure(t, ['pipe', 'event', 'unplugged'])
      t.equal(run.lanes.filter(({ status }) => status === 'measured').length, 8)
      for (const lane of ['x64', 'x64-tagged', 'ia32', 'ia32-tagged'])
        t.same(outcomesOfLane(run, `wine-${lane}`), outcomesOfLane(run, `sim-${lane}`), lane)
    })

    await t.test(
      'a busy port is refused in the simulation, and opens under Wine, where nothing is judged',
      async t => {
        const run = await measure(t, ['busy'], '--kernel', 'native')
        for (const lane of ['x64', 'ia32']) {
          t.equal(outcomesOfLane(run, `sim-${lane}`)['correct@busy']?.['open'], 'error 5')
          t.equal(outcomesOfLane(run, `wine-${lane}`)['correct@busy']?.['open'], 'ok')
        }
        const judged = new Set(
          matrixOf(run)
            .cells.filter(({ lane }) => lane.startsWith('wine-'))
            .map(({ held }) => held),
        )
        t.same([...judged], ['not-judged'])
      },
    )
  },
)
