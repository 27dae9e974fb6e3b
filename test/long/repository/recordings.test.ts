import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { emulatedDifferences } from '../../../src/result/differences.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { recordedReport } from '../../../src/tools/report-page.ts'
import { commandLine } from '../../support/cli/command-line.ts'
import { hangMs } from '../../support/hang.ts'
import { unexplained } from '../../support/lanes/recorded.ts'

t.setTimeout(hangMs)

t.test('the simulated lanes agree with the recorded real ones, probe by probe', async t => {
  const out = join(t.testdir({}), 'run.json')
  const { exitCode } = await commandLine([
    ...['run', '--engine', 'sim', '--arch', 'x64', 'ia32', 'arm64', '--save', out, '--quiet'],
  ])
  t.equal(exitCode, 0)
  const run = parseRun(readFileSync(out, 'utf8'), out)
  const { matrix } = recordedReport()
  const cells = matrix.cells.filter(({ lane }) => !lane.endsWith('ffi-napi'))
  t.ok(cells.length > 31_000, `${cells.length} cells`)
  t.same(unexplained({ ...matrix, cells }, { run }, emulatedDifferences), [])
})
