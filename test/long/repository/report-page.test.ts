import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { plainText } from '../../../src/text/page.ts'
import { matrixOf } from '../../../src/result/matrix.ts'
import { hostRuns } from '../../../src/tools/ffi-table.ts'
import { reportOf } from '../../../src/views/report.ts'
import { ffiSections } from '../../../src/views/sections/ffis.ts'
import { versionPairs } from '../../../src/views/sections/wine-versions.ts'
import { viewOf } from '../../../src/views/view.ts'
import {
  probesFile,
  probesPage,
  recordedReport,
  reportPage,
} from '../../../src/tools/report-page.ts'

const report = recordedReport()
const written = reportPage(report)

t.test('REPORT.md is what the recorded runs give', async t => {
  t.equal(readFileSync(join(packageFolder, 'REPORT.md'), 'utf8'), written, 'else npm run report')
})

t.test('REPORT.md has the answer first and is short', async t => {
  t.ok(Buffer.byteLength(written) <= 40_000, `${Buffer.byteLength(written)} bytes`)
  t.match(
    written.split('\n').slice(0, 10).join('\n'),
    'Mistakes that end in ERROR_INVALID_HANDLE (6)',
  )
  const anchors = new Set([...written.matchAll(/<a id="([^"]+)"/g)].map(([, name]) => name))
  const targets = [...written.matchAll(/\]\(#([^)]+)\)/g)].map(([, name]) => name)
  t.ok(targets.length > 5, 'it has a list of its contents')
  t.same(
    targets.filter(name => !anchors.has(name)),
    [],
    'every link of it leads somewhere',
  )
})

t.test('the probes beside the recorded runs are what these give', async t => {
  t.equal(
    readFileSync(join(packageFolder, probesFile), 'utf8'),
    probesPage(report),
    'else npm run report',
  )
})

t.test('the pictures of REPORT.md are what the recorded runs give', async t => {
  for (const [name, format] of [
    ['matrix.svg', 'svg'],
    ['layouts.svg', 'layout-svg'],
  ] as const) {
    t.equal(
      readFileSync(join(packageFolder, 'fixtures', 'pictures', name), 'utf8').trim(),
      render(format, report).trim(),
      `${name}; else npm run report`,
    )
  }
})

t.test('the recorded runs hold every planned cell and no surprise', async t => {
  t.equal(report.matrix.cells.length, report.planned)
  t.same(
    report.matrix.cells
      .filter(cell => cell.held === 'surprise')
      .map(({ lane, probe, step }) => `${lane} ${probe} ${step}`),
    [],
  )
})

t.test('the recorded runs of hosts hold every planned cell, none against its claim', async t => {
  for (const run of hostRuns()) {
    const { cells } = matrixOf(run)
    t.equal(cells.length, run.planned)
    t.same(
      cells
        // A program that goes on where the control stopped has no control to be held against.
        .filter(
          ({ held, outcome }) =>
            held !== 'as-claimed' && !(held === 'not-judged' && outcome.kind === 'ok'),
        )
        .map(({ lane, probe, step, held }) => `${lane} ${probe} ${step} ${held}`),
      [],
    )
  }
})

const hosts = hostRuns().map(run => viewOf(reportOf(run)))

t.test('the table of FFIs is of one version of Wine on each architecture', async t => {
  const [probes] = ffiSections(hosts, viewOf(report))
  const tables = probes?.blocks.flatMap(block => (block.kind === 'table' ? [block] : [])) ?? []
  const under = tables.map(({ rows }) => new Set(rows[0]?.slice(1).map(plainText)))
  t.same(
    under.map(versions => [...versions]),
    [['wine-10.0'], ['wine-10.0'], ['wine-10.0']],
  )
})

t.test(
  'the lanes of the simulation and of the table of FFIs differ only where it is known',
  async t => {
    const pairs = versionPairs(viewOf(report), hosts)
    t.same(pairs.flatMap(({ lanes }) => lanes).toSorted(), [
      'wine-ia32',
      'wine-ia32-ffi-napi',
      'wine-x64',
      'wine-x64-ffi-napi',
    ])
    for (const { lanes, versions, diff } of pairs) {
      t.same(versions, ['wine-8.0', 'wine-10.0'])
      t.ok(diff.compared >= 36, `${lanes.join(', ')}: ${diff.compared} cells`)
      t.same(
        diff.cells
          .filter(({ known }) => known === undefined)
          .map(({ lane, probe, step }) => `${lane} ${probe} ${step}`),
        [],
      )
      t.same(
        diff.stale.filter(({ reason }) => !reason.includes('differs from run to run')),
        [],
        'each known difference is one',
      )
    }
  },
)
