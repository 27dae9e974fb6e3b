import { parse } from 'junit2json'
import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const report = reportOf(everyOutcome)

t.test('a JUnit reader counts in the junit format what the matrix says', async t => {
  const parsed = await parse(render('junit', report))
  if (!parsed || !('testsuite' in parsed)) throw new Error('The reader found no testsuites')
  const suites = parsed.testsuite ?? []
  const cases = suites.flatMap(suite => suite.testcase ?? [])
  const { cells, summary } = report.matrix
  t.equal(
    suites.length,
    summary.length + 1,
    'one for each lane and probe, one for the lane that was not there',
  )
  t.equal(cases.length, cells.length + 1)
  t.equal(parsed.tests, cases.length)
  const surprises = cells.filter(cell => cell.held === 'surprise')
  const failing = cases.filter(one => one.failure !== undefined || one.error !== undefined)
  t.same(
    failing.map(one => `${one.classname}.${one.name?.split(' ')[0]}`),
    surprises.map(cell => `${cell.lane}.${cell.probe}.${cell.step}`),
  )
  t.match(
    failing.map(one => one.failure?.[0]?.message),
    [/transferred: expected 24, got 0/],
  )
  t.equal((parsed.failures ?? 0) + (parsed.errors ?? 0), surprises.length)
  t.equal(
    cases.filter(one => one.skipped !== undefined).length,
    suites.reduce((sum, suite) => sum + (suite.skipped ?? 0), 0),
  )
})
