import { Parser } from 'tap-parser'
import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const report = reportOf(everyOutcome)

t.test("tap's own parser reads the tap format and counts what the matrix says", async t => {
  const parser = new Parser({ strict: true })
  const points: { ok: boolean; skip: unknown; name: string; diag: unknown }[] = []
  parser.on('assert', point => {
    points.push({ ok: point.ok, skip: point.skip, name: point.name, diag: point.diag })
  })
  parser.end(render('tap', report))
  const { cells, lanes } = report.matrix
  t.same(
    parser.failures.filter(failure => failure.tapError),
    [],
    'no complaint about the syntax',
  )
  t.equal(points.length, cells.length + 1, 'each cell and the lane that was not there')
  const surprises = cells.filter(cell => cell.held === 'surprise')
  t.same(
    points.filter(point => !point.ok).map(point => point.name.split(':')[0]),
    surprises.map(cell => `${cell.lane} / ${cell.probe} / ${cell.step}`),
  )
  t.match(points.find(point => point.name.includes('write-result') && !point.ok)?.diag, {
    claimed: 'as in the control',
    outcome: 'transferred: expected 24, got 0',
  })
  const skipped = cells.filter(
    cell =>
      cell.held === 'not-judged' ||
      (cell.held === 'as-claimed' && cell.verdict.kind === 'not-reached'),
  )
  t.equal(points.filter(point => point.skip !== false).length, skipped.length + 1)
  t.equal(points.at(-1)?.skip, `unavailable: ${lanes.at(-1)?.reason ?? ''}`)
})
