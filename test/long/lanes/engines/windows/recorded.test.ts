import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { loadProbes } from '../../../../../src/program/load.ts'
import { matrixOf } from '../../../../../src/result/matrix.ts'
import { commandLine } from '../../../../support/cli/command-line.ts'
import { packageFolder } from '../../../../../src/os/package-folder.ts'
import { golden } from '../../../../support/golden.ts'
import { readRecording } from '../../../../support/lanes/engines/windows/recording.ts'

const runs = { windows: readRecording('windows'), wine: readRecording('wine') }
const matrices = { windows: matrixOf(runs.windows), wine: matrixOf(runs.wine) }

t.test(
  'the recording has the whole catalogue in four lanes of each engine, and nothing in it is a surprise',
  async t => {
    const ids = (await loadProbes()).map(({ id }) => id)
    for (const engine of ['windows', 'wine'] as const) {
      const { cells, lanes, probes } = matrices[engine]
      t.equal(cells.length, runs[engine].planned)
      t.same(
        cells.filter(({ held }) => held === 'surprise'),
        [],
      )
      t.same(
        lanes.map(({ id, status }) => [id, status]),
        ['x64', 'x64-tagged', 'ia32', 'ia32-tagged'].map(lane => [`${engine}-${lane}`, 'measured']),
      )
      t.same(
        ids.filter(id => !probes.some(probe => probe.id.split('@')[0] === id)),
        [],
        'every probe',
      )
      t.same([...new Set(probes.map(({ device }) => device))].sort(), [
        'busy',
        'com',
        'event',
        'missing',
        'none',
        'pipe',
        'unplugged',
      ])
    }
  },
)

t.test('docs/lanes.md says how much was run', async t => {
  t.match(
    readFileSync(join(packageFolder, 'docs', 'lanes.md'), 'utf8'),
    `${runs.windows.planned.toLocaleString('en-US')} cells in four lanes, no surprise`,
  )
})

t.test('what could not be made as a Windows program is said, not judged', async t => {
  const cells = matrices.windows.cells.filter(({ probe }) => probe === 'unplugged')
  t.ok(cells.length > 0)
  t.same(
    [
      ...new Set(
        cells.map(({ outcome }) =>
          outcome.kind === 'not-declared' ? outcome.reason : outcome.kind,
        ),
      ),
    ],
    ['a port that can be unplugged at will is made on Linux only'],
  )
  t.same([...new Set(cells.map(({ verdict }) => verdict.kind))], ['not-judged'])
})

t.test(
  'a busy port opens under Wine, whoever starts the children, as is claimed for Wine',
  async t => {
    for (const { cells } of Object.values(matrices)) {
      const opened = cells.filter(({ probe, step }) => probe === 'busy-port' && step === 'open')
      t.same(
        opened.map(({ outcome, held }) => [outcome.kind, held]),
        Array.from({ length: 4 }, () => ['ok', 'as-claimed']),
      )
    }
  },
)

t.test(
  'diff --as lists where the engine windows under Wine ends otherwise than the engine wine',
  async t => {
    const folder = t.testdir()
    for (const [engine, run] of Object.entries(runs))
      writeFileSync(join(folder, `${engine}.json`), JSON.stringify(run))
    const { exitCode, stdout, stderr } = await commandLine([
      'diff',
      join(folder, 'wine.json'),
      join(folder, 'windows.json'),
      '--as',
      'windows=wine',
    ])
    t.equal(exitCode, 0, stderr)
    golden(t, '../windows-under-wine/differences.txt', `${stdout}\n`)
    const unmarked = await commandLine([
      'diff',
      join(folder, 'wine.json'),
      join(folder, 'windows.json'),
      '--as',
      'windows=w',
    ])
    t.match(unmarked, {
      exitCode: 2,
      stderr: /^handle-width: Cannot read --as "windows=w": expected two of windows, wine, sim/,
    })
  },
)
