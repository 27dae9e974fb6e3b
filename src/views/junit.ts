import { createXml, xmlDeclaration, type XmlElement } from '../text/xml.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane } from '../result/run-file.ts'
import type { Format } from './report.ts'
import { viewOf } from './view.ts'
import { claimedText, notJudged, outcomeText } from './words.ts'

type Result = 'passed' | 'failure' | 'error' | 'skipped'

/** A surprise is a failure; a surprise in which the process died, hung or was lost is an error. */
function resultOf(cell: MatrixCell): Result {
  if (cell.held === 'not-judged') return 'skipped'
  if (cell.held === 'as-claimed') return cell.verdict.kind === 'not-reached' ? 'skipped' : 'passed'
  return ['crashed', 'timed-out', 'not-declared'].includes(cell.outcome.kind) ? 'error' : 'failure'
}

interface Counts {
  readonly tests: number
  readonly failures: number
  readonly errors: number
  readonly skipped: number
}

function countsOf(cells: readonly MatrixCell[], more = 0): Counts {
  const results = cells.map(resultOf)
  const number = (result: Result): number => results.filter(one => one === result).length
  return {
    tests: cells.length + more,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped') + more,
  }
}

function addCase(suite: XmlElement, operation: string, cell: MatrixCell): void {
  const test = suite.ele('testcase', {
    name: `${cell.step} (${operation})`,
    classname: `${cell.lane}.${cell.probe}`,
  })
  const result = resultOf(cell)
  if (result === 'passed') return
  const message = outcomeText(cell.outcome)
  if (result === 'skipped')
    test.ele('skipped', {
      message: cell.held === 'not-judged' ? notJudged(cell.outcome) : message,
    })
  else
    test
      .ele(result, { message, type: cell.verdict.kind })
      .txt(
        `claimed: ${claimedText(cell)}${cell.cause ? `; cause: ${cell.cause}` : ''}${cell.variants ? '; flaky' : ''}`,
      )
}

function addAbsent(root: XmlElement, lane: RunLane): void {
  const suite = root.ele('testsuite', {
    name: lane.id,
    tests: 1,
    failures: 0,
    errors: 0,
    skipped: 1,
  })
  suite
    .ele('testcase', { name: lane.status, classname: lane.id })
    .ele('skipped', { message: lane.reason ?? 'no reason was recorded' })
}

/** JUnit XML: one suite for each lane and probe, one test case for each step. */
export const junit: Format = report => {
  const view = viewOf(report)
  const probes = new Map(view.probes.map(probe => [probe.id, probe]))
  const { absent } = view
  const root = createXml('testsuites', {
    name: `${report.tool.name} ${report.tool.version}`,
    ...countsOf(report.matrix.cells, absent.length),
    time: report.meta.durationMs / 1000,
  })
  for (const { lane, probe } of report.matrix.summary) {
    const cells = view.cells(lane, probe)
    const suite = root.ele('testsuite', {
      name: `${lane}/${probe}`,
      ...countsOf(cells),
      timestamp: report.meta.startedAt,
    })
    const described = probes.get(probe)
    for (const cell of cells)
      addCase(suite, described ? view.operation(described, cell.step) : cell.step, cell)
  }
  for (const lane of absent) addAbsent(root, lane)
  return `${xmlDeclaration}\n${root.end()}\n`
}
