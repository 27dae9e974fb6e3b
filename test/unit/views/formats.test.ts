import t from 'tap'
import { formatNames, render, type FormatName } from '../../../src/views/index.ts'
import { reportOf } from '../../../src/views/report.ts'
import { causes } from '../../../src/result/cause.ts'
import { outcomeKinds } from '../../../src/result/outcome.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { verdictKinds } from '../../../src/result/verdict-kind.ts'
import { golden } from '../../support/golden.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const extensions = {
  pretty: 'txt',
  markdown: 'md',
  json: 'json',
  tap: 'tap',
  junit: 'xml',
  html: 'html',
  github: 'github.md',
  svg: 'svg',
  'layout-svg': 'layout.svg',
} as const satisfies Record<FormatName, string>

t.test(
  'the fixture is a run file in which every outcome, verdict, claim and cause occurs',
  async t => {
    t.same(parseRun(JSON.stringify(everyOutcome), 'fixture'), everyOutcome)
    const { cells } = reportOf(everyOutcome).matrix
    t.same([...new Set(cells.map(cell => cell.outcome.kind))].sort(), [...outcomeKinds].sort())
    t.same([...new Set(cells.map(cell => cell.verdict.kind))].sort(), [...verdictKinds].sort())
    t.same([...new Set(cells.flatMap(cell => cell.cause ?? []))].sort(), [...causes].sort())
    t.same([...new Set(cells.map(cell => cell.held))].sort(), [
      'as-claimed',
      'not-judged',
      'surprise',
    ])
    t.equal(cells.length, everyOutcome.planned)
  },
)

for (const name of formatNames) {
  t.test(`render() in ${name} is the golden text, each time`, async t => {
    const report = reportOf(everyOutcome)
    const text = render(name, report)
    t.equal(render(name, report), text, 'deterministic')
    golden(t, `every-outcome.${extensions[name]}`, text)
  })
}
