import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { githubAnnotations } from '../../../src/views/annotations.ts'
import { githubSummary } from '../../../src/views/github.ts'
import { githubParts, render } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { mergeRuns } from '../../../src/result/merge.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import type { RunFile } from '../../../src/result/run-file.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const report = reportOf(everyOutcome)

/** The fixture with every claim turned round. */
const allWrong: RunFile = {
  ...everyOutcome,
  results: everyOutcome.results.map(result => ({
    ...result,
    ok: [],
    cells: [
      ...result.ok.map(step => ({ step, outcome: { kind: 'ok' } as const })),
      ...result.cells,
    ].map(cell => ({ ...cell, claim: { verdicts: ['crashed' as const] } })),
  })),
}

t.test('githubAnnotations() names surprises, flaky cells and absent lanes', async t => {
  const { annotations } = githubParts(report)
  t.match(
    annotations,
    /^::error title=handle-mishaps \/ write-result%3A ≠ wrong data::In wine-x64[^:]*: claimed as in the control; transferred: expected 24, got 0\./m,
  )
  t.match(
    annotations,
    /^::notice title=windows-x64 is unavailable::this machine does not run Windows\. run it on Windows/m,
  )
})

t.test(
  'githubAnnotations() stays within ten of a kind and says how many more there are',
  async t => {
    const copies = ['a', 'b']
    const many = {
      ...allWrong,
      probes: copies.flatMap(copy =>
        allWrong.probes.map(one => ({
          ...one,
          id: one.id + copy,
          control: one.control + copy,
        })),
      ),
      results: copies.flatMap(copy =>
        allWrong.results.map(one => ({ ...one, probe: one.probe + copy })),
      ),
    }
    const lines = githubAnnotations(reportOf(many)).trim().split('\n')
    const errors = lines.filter(line => line.startsWith('::error '))
    t.equal(errors.length, 10)
    t.match(errors.at(-1), /^::error title=\d+ more::/)
    t.ok(lines.length <= 50)
  },
)

t.test('githubSummary() stays below its limit and says what it left out', async t => {
  const whole = githubSummary(report)
  t.notMatch(whole, /did not fit/)
  for (const limit of [2000, 5000, 10_000]) {
    const cut = githubSummary(report, undefined, limit)
    t.ok(Buffer.byteLength(cut) <= limit, `${limit} bytes`)
    t.match(
      cut,
      /_\d+ sections did not fit into a job summary of 1 MiB; the run file holds everything/,
    )
    t.ok(cut.startsWith('## handle-width'))
  }
})

t.test('githubSummary() of very many probes stays below 1 MiB', async t => {
  const probes = everyOutcome.probes.flatMap(probe =>
    Array.from({ length: 70 }, (_, index) => ({
      ...probe,
      id: `${probe.id}${index}`,
      control: `${probe.control}${index}`,
      why: 'It is a long story. '.repeat(90),
    })),
  )
  const results = everyOutcome.results.flatMap(result =>
    Array.from({ length: 70 }, (_, index) => ({ ...result, probe: `${result.probe}${index}` })),
  )
  const { summary } = githubParts(reportOf({ ...everyOutcome, probes, results }))
  t.ok(Buffer.byteLength(summary) <= 1024 * 1024, `${Buffer.byteLength(summary)} bytes`)
  t.ok(/\d+ sections did not fit/.test(summary), 'it says what is left out')
})

t.test('the first screen of the summary of the whole catalogue is short', async t => {
  const runs = ['wine-x64', 'wine-ia32'].map(name =>
    parseRun(readFileSync(join(packageFolder, `fixtures/runs/${name}.json`), 'utf8'), name),
  )
  const [first] = runs
  if (!first) return
  const whole = reportOf(mergeRuns([first, ...runs.slice(1)]))
  const { summary, annotations } = githubParts(whole)
  const [head = '', folded = ''] = summary.split('<details>')
  t.ok(whole.matrix.cells.length > 20_000, 'all of it was recorded')
  t.ok(Buffer.byteLength(head) < 20_000, `${Buffer.byteLength(head)} bytes`)
  t.ok(head.split('\n').length < 45, `${head.split('\n').length} lines`)
  t.match(head, /^✅ As it should be: \d+ cells in 4 lanes\.$/m)
  t.match(head, /^_\d+ more in the whole report\._$/m)
  t.match(folded, /# Which declarations[^]*<\/details>\n$/)
  t.equal(annotations, '', 'nothing is annotated where all is as claimed')
})

t.test('a probe that fails is one annotation, and its consequences are none', async t => {
  const [first] = reportOf(allWrong).matrix.cells
  const only = reportOf({
    ...allWrong,
    results: allWrong.results.filter(({ probe }) => probe === first?.probe),
  })
  const surprises = only.matrix.cells.filter(cell => cell.held === 'surprise')
  t.ok(surprises.length > 3)
  const errors = githubAnnotations(only)
    .split('\n')
    .filter(line => line.startsWith('::error'))
  t.equal(errors.length, 1)
  t.match(errors[0], /\d+ more cells of this probe did not end as claimed/)
  t.notMatch(errors[0], /title=[^:]*not reached/)
})

t.test('what is required and was not measured is the first error', async t => {
  const missing = ['the required lane windows-arm64 is not part of this run']
  const { summary, annotations } = githubParts(report, { bindings: [], missing })
  t.match(annotations, /^::error title=Required and not measured::the required lane windows-arm64/)
  t.match(summary, /^❌ the required lane windows-arm64 is not part of this run; /m)
})

t.test('a binding whose mistake no lane can show is an error, at its line', async t => {
  const binding = (text: string) => ({
    target: 'port.mjs',
    probes: [],
    notes: [],
    hidden: [{ text, origin: { file: 'lib/port.mjs', line: 7, fix: 'void *' } }],
    originOf: () => undefined,
  })
  const { summary, annotations } = githubParts(report, {
    bindings: [binding('CloseHandle.hObject is declared as double')],
    missing: [],
  })
  t.match(
    annotations,
    /^::error file=lib\/port\.mjs,line=7,title=Declared otherwise than true::CloseHandle\.hObject is declared as double\. Cure: write void \*\.$/m,
  )
  t.match(summary, /^❌ 1 binding with a wrong declaration/m)
})

t.test('a text of a command is no Markdown where both parts stand in one text', async t => {
  const html = '<img src=http://evil/x.png> ```'
  const hostile = reportOf({
    ...everyOutcome,
    probes: everyOutcome.probes.map(probe => ({ ...probe, title: html })),
    lanes: everyOutcome.lanes.map(lane => ({ ...lane, reason: html })),
  })
  const lines = render('github', hostile).trimEnd().split('\n')
  const first = lines.findIndex(line => line.startsWith('::'))
  t.ok(first > 0)
  t.equal(lines[first - 1], '```text')
  t.equal(lines.at(-1), '```')
  t.ok(lines.slice(first, -1).every(line => line.startsWith('::')))
})
