import t from 'tap'
import { githubAnnotations, githubSummary } from '../../../src/views/github.ts'
import { githubParts } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
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
    /^::error title=wine-x64 \/ handle-mishaps \/ write-result%3A ≠ wrong data::Claimed as in the control; transferred: expected 24, got 0$/m,
  )
  t.match(
    annotations,
    /^::notice title=windows-x64 is unavailable::this machine does not run Windows\. run it on Windows/m,
  )
})

t.test(
  'githubAnnotations() stays within ten of a kind and says how many more there are',
  async t => {
    const lines = githubAnnotations(reportOf(allWrong)).trim().split('\n')
    const errors = lines.filter(line => line.startsWith('::error '))
    t.equal(errors.length, 10)
    t.match(errors.at(-1), /^::error title=\d{3} more::/)
    t.ok(lines.length <= 50)
  },
)

t.test('githubSummary() stays below its limit and says what it left out', async t => {
  const whole = githubSummary(report)
  t.notMatch(whole, /did not fit/)
  for (const limit of [2000, 5000, 10_000]) {
    const cut = githubSummary(report, limit)
    t.ok(Buffer.byteLength(cut) <= limit, `${limit} bytes`)
    t.match(
      cut,
      /_\d+ sections did not fit into a job summary of 1 MiB; the run file holds everything/,
    )
    t.ok(cut.startsWith('# Which declarations'))
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
