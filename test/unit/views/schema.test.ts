import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { render } from '../../../src/views/index.ts'
import { jsonData, jsonReportJsonSchema } from '../../../src/views/json.ts'
import { reportOf } from '../../../src/views/report.ts'
import { mergeRuns } from '../../../src/result/merge.ts'
import { runFileJsonSchema } from '../../../src/result/run-file.ts'
import { golden } from '../../support/golden.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
const cases = [
  {
    file: 'report.schema.json',
    schema: jsonReportJsonSchema(),
    data: JSON.parse(render('json', reportOf(everyOutcome))) as Record<string, unknown>,
  },
  {
    file: 'run.schema.json',
    schema: runFileJsonSchema(),
    data: JSON.parse(
      JSON.stringify(
        mergeRuns([
          everyOutcome,
          { ...everyOutcome, meta: { startedAt: '2026-03-01', durationMs: 1 } },
        ]),
      ),
    ) as Record<string, unknown>,
  },
]

for (const { file, schema, data } of cases) {
  t.test(
    `fixtures/schemas/${file} is what the program writes, in the eyes of another validator`,
    async t => {
      golden(t, `../schemas/${file}`, `${JSON.stringify(schema, null, 2)}\n`)
      const validate = ajv.compile(schema)
      t.ok(validate(data), JSON.stringify(validate.errors))
      t.notOk(validate({ ...data, lanes: undefined }), 'lanes are required')
      t.notOk(validate({ ...data, schemaVersion: 99 }), 'the version is fixed')
      t.notOk(validate({ ...data, extra: true }), 'nothing else is in there')
    },
  )
}

t.test('the JSON report has a cell for each planned one, and lists what failed first', async t => {
  const { cells, summary, planned, lanes } = jsonData(reportOf(everyOutcome))
  t.equal(cells.length, planned)
  t.match(
    summary.find(row => row.lane === 'wine-x64' && row.probe === 'overlapped-32'),
    { invalidHandle: 1, firstFailure: 'read-wait' },
  )
  t.match(
    summary.find(row => row.lane === 'wine-ia32' && row.probe === 'overlapped-32'),
    { invalidHandle: 0, firstFailure: null },
  )
  t.match(
    lanes.find(lane => lane.id === 'windows-x64'),
    {
      status: 'unavailable',
      reason: 'this machine does not run Windows',
      arch: 'x64',
      environment: {},
    },
  )
  t.match(
    cells.find(cell => cell.verdict === 'tolerated'),
    { because: 'kernel-handle', claim: 'as-claimed' },
  )
  t.match(
    cells.find(cell => cell.verdict === 'lucky'),
    { because: 'low-address', claim: 'as-claimed' },
  )
})
