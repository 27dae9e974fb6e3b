import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { describeDeviation } from '../../../src/declare/deviation.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { runSchemaVersion } from '../../../src/result/run-file.ts'
import { deviationFrom, type DeclaredInWords } from '../../../src/result/upgrade-declarations.ts'
import { upgradeRun } from '../../../src/result/upgrade.ts'

const slot = { pointerBytes: 8, function: 'ReadFile', position: 'hFile' } as const
const words: readonly DeclaredInWords[] = [
  { ...slot, declared: 'uint32_t', true: 'HANDLE (void *)' },
  { ...slot, position: 'returns', declared: 'int64_t', true: 'BOOL (int32_t)' },
  { ...slot, declared: 'void *, upper-garbage', true: 'HANDLE (void *)' },
  { ...slot, declared: 'void *, checked-32', true: 'HANDLE (void *)' },
  { ...slot, declared: 'uint16_t *, to 2 bytes', true: 'DWORD *, to 4 bytes' },
  { ...slot, position: 'convention', declared: '__cdecl', true: '__stdcall' },
  {
    ...slot,
    function: 'variable',
    position: 'HANDLE',
    declared: 'uint32_t, 4 bytes',
    true: 'void *, 8 bytes',
  },
  {
    ...slot,
    function: 'OVERLAPPED',
    position: 'hEvent',
    declared: '8 bytes at 16',
    true: '8 bytes at 24',
  },
  { ...slot, function: 'OVERLAPPED', position: 'size', declared: '24 bytes', true: '32 bytes' },
  { ...slot, function: 'SP_DEVINFO_DATA', position: 'cbSize', declared: '28', true: '32' },
  {
    ...slot,
    function: 'sentinel',
    position: 'INVALID_HANDLE_VALUE',
    declared: 'strict-minus-one',
    true: 'all-ones',
  },
]

for (const row of words)
  t.test(
    `deviationFrom() takes ${row.declared} for ${row.true} of ${row.function}.${row.position}`,
    async t => {
      const found = deviationFrom(row)
      t.equal(found?.pointerBytes, row.pointerBytes)
      const { subject, ...said } = found ? describeDeviation(found.deviation) : { subject: '' }
      t.same(
        { pointerBytes: row.pointerBytes, function: subject, ...said },
        row,
        'and says the same of it',
      )
    },
  )

t.test('deviationFrom() knows no words that no version has written', async t => {
  t.equal(deviationFrom({ ...slot, declared: 'some width', true: 'another' }), undefined)
})

const version2 = {
  schemaVersion: 2,
  tool: { name: 'handle-width', version: '0.1.0' },
  meta: { startedAt: '2026-01-01', durationMs: 1 },
  planned: 1,
  lanes: [
    {
      id: 'wine-x64',
      engine: 'wine',
      architecture: 'x64',
      kernel: 'native',
      pointerBytes: 8,
      status: 'measured',
      environments: [
        {
          node: '22.23.2',
          '0xFFFFFFFE as int32_t': '0xfffffffffffffffe',
          'strict handle checks': 'refused by this system (error 50)',
        },
      ],
    },
  ],
  probes: [
    {
      id: 'handle-u32@missing',
      title: 'cut',
      mechanism: 'arg-truncated',
      width: true,
      sequence: 'serial',
      device: 'missing',
      addresses: 'as-they-come',
      control: 'correct@missing',
      why: '',
      seenIn: [],
      declarations: [words[0]],
    },
  ],
  steps: [],
  results: [
    {
      lane: 'wine-x64',
      probe: 'handle-u32@missing',
      ok: [],
      cells: [{ step: 'open', outcome: { kind: 'ok' }, luck: 'kernel-handle' }],
    },
  ],
}

t.test('a run file of version 2 has its prose as fields when it is read', async t => {
  const run = parseRun(JSON.stringify(version2), 'old.json')
  t.equal(run.schemaVersion, runSchemaVersion)
  t.same(run.lanes[0]?.environments, [
    {
      facts: { node: '22.23.2' },
      calibration: { int32_t: '0xfffffffffffffffe' },
      strictHandles: 'refused by this system (error 50)',
    },
  ])
  t.match(run.probes[0], { probe: 'handle-u32', scene: 'missing' })
  t.match(run.probes[0]?.deviations, [
    {
      pointerBytes: 8,
      deviation: { kind: 'width', declared: { bytes: 4, kind: 'unsigned' }, true: { bytes: 8 } },
    },
  ])
  t.match(run.results[0]?.cells, [{ harmless: 'kernel-handle' }])
})

t.test('a run file of version 1 is upgraded through version 2', async t => {
  const [lane] = version2.lanes
  const { environments, ...rest } = lane ?? { environments: [] }
  const old = { ...version2, schemaVersion: 1, lanes: [{ ...rest, environment: environments[0] }] }
  t.same(upgradeRun(old), upgradeRun(version2))
})

t.test('words that no version has written are refused, and named', async t => {
  const [probe] = version2.probes
  const odd = { ...version2, probes: [{ ...probe, declarations: [{ ...words[0], true: 'what' }] }] }
  t.throws(
    () => parseRun(JSON.stringify(odd), 'odd.json'),
    /odd\.json: probes\[0\]\.deviations\[0\]/,
  )
})

t.test('every recorded run can be read', async t => {
  const folder = 'fixtures/runs'
  for (const name of readdirSync(folder).filter(one => one.endsWith('.json')))
    t.equal(
      parseRun(readFileSync(join(folder, name), 'utf8'), name).schemaVersion,
      runSchemaVersion,
    )
})

t.test('what was recorded before hosts were told apart was recorded with koffi', async t => {
  const old = { schemaVersion: 3, lanes: [{ id: 'wine-x64' }, { id: 'other', host: 'bun' }] }
  t.match(upgradeRun(old), {
    schemaVersion: 4,
    lanes: [
      { id: 'wine-x64', host: 'koffi' },
      { id: 'other', host: 'bun' },
    ],
  })
})
