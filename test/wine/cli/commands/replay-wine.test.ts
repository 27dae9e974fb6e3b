import { join } from 'node:path'
import t from 'tap'
import { lookAtWine } from '../../../../src/lanes/engines/wine/look.ts'
import type { Replayed } from '../../../../src/measure/replay.ts'
import { needs } from '../../../support/require.ts'
import { commandLine } from '../../../support/cli/command-line.ts'

const look = await lookAtWine('x64')
const wine = needs(
  'wine',
  look.state !== 'absent',
  'Wine is not here: type "handle-width setup wine"',
)

t.test('a plan of pyserial 2.5 replays on a fresh loopback under Wine', wine, async t => {
  const folder = t.testdir()
  const run = await commandLine([
    'run',
    '--engine',
    'wine',
    '--arch',
    'x64',
    '--kernel',
    'native',
    '--probe',
    'pyserial-2.5',
    '--quiet',
    '--save-plans',
    folder,
  ])
  t.equal(run.exitCode, 0, run.stderr)
  const { exitCode, stdout, stderr } = await commandLine([
    'replay',
    join(folder, 'wine-x64', 'pyserial-2.5.json'),
    '--json',
    '--quiet',
  ])
  t.equal(exitCode, 0, stderr)
  const { device, steps } = JSON.parse(stdout) as Replayed
  t.match(device.path, /^\\\\\.\\COM\d+$/)
  t.equal(steps.find(({ step }) => step === 'open')?.outcome.kind, 'ok')
  t.match(
    steps.find(({ step }) => step === 'read'),
    {
      operation: 'ReadFile',
      outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 },
      cause: 'struct-layout',
    },
  )
})
