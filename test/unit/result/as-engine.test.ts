import t from 'tap'
import { asEngine } from '../../../src/result/as-engine.ts'
import { diffRuns } from '../../../src/result/diff.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

t.test(
  'asEngine() gives the lanes of one engine the names of another, and keeps no other',
  async t => {
    const run = asEngine(everyOutcome, 'sim', 'wine')
    t.same(parseRun(JSON.stringify(run), 'run'), run, 'it is a run file')
    t.same(
      run.lanes.map(({ id, engine }) => [id, engine]),
      [['wine-x64', 'wine']],
    )
    t.same([...new Set(run.results.map(({ lane }) => lane))], ['wine-x64'])
    t.equal(
      run.planned,
      run.results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0),
    )
    t.same(
      asEngine(run, 'wine', 'sim').results,
      everyOutcome.results.filter(({ lane }) => lane === 'sim-x64'),
    )
  },
)

t.test(
  'an engine held against another: the lanes that both have are compared, cell by cell',
  async t => {
    const diff = diffRuns(matrixOf(everyOutcome), matrixOf(asEngine(everyOutcome, 'sim', 'wine')))
    t.ok(diff.compared > 0)
    t.same(
      [...new Set(diff.cells.map(({ probe }) => probe))],
      ['handle-i8'],
      'the fixture differs in this probe alone',
    )
    t.ok(diff.uncompared.gone.includes('wine-ia32'))
  },
)
