import t from 'tap'
import { parseRun, RunFileError } from '../../../src/result/read-run.ts'
import { runSchemaVersion, type RunFile } from '../../../src/result/run-file.ts'

const run: RunFile = {
  schemaVersion: runSchemaVersion,
  tool: { name: 'handle-width', version: '0.1.0' },
  meta: { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1 },
  planned: 2,
  lanes: [
    {
      id: 'sim-x64',
      engine: 'sim',
      architecture: 'x64',
      kernel: 'simulated',
      host: 'koffi',
      pointerBytes: 8,
      status: 'measured',
      environments: [{ facts: { node: 'v22' } }],
    },
  ],
  probes: [
    {
      id: 'correct',
      probe: 'correct',
      title: 'right',
      mechanism: 'control',
      width: false,
      sequence: 'serial',
      device: 'loopback',
      addresses: 'as-they-come',
      control: 'correct',
      why: 'The control.',
      seenIn: [],
      deviations: [],
    },
  ],
  steps: [
    { sequence: 'serial', id: 'open', operation: 'CreateFileW', title: 'open', group: 'open' },
    { sequence: 'serial', id: 'purge', operation: 'PurgeComm', title: 'purge', group: 'purge' },
  ],
  results: [
    {
      lane: 'sim-x64',
      probe: 'correct',
      ok: ['open'],
      cells: [{ step: 'purge', outcome: { kind: 'win32-error', code: 6, status: 0xc0000008 } }],
    },
  ],
}
const text = JSON.stringify(run)

t.test('parseRun() gives back what was written', async t => {
  t.same(parseRun(text, 'run.json'), run)
})

/** Where a file is wrong, and the words that say so. */
const refused: readonly { title: string; text: string; says: RegExp }[] = [
  { title: 'an empty file', text: '', says: /is not JSON, or it was cut/ },
  { title: 'something else', text: '<html>', says: /is not JSON/ },
  { title: 'a list', text: '[]', says: /the top level: / },
  { title: 'null', text: 'null', says: /the top level: / },
  {
    title: 'a file of a newer version',
    text: text.replace(`"schemaVersion":${runSchemaVersion}`, '"schemaVersion":99'),
    says: new RegExp(
      `schemaVersion is 99, newest known is ${runSchemaVersion}; use a newer handle-width`,
    ),
  },
  {
    title: 'a version that is no number',
    text: text.replace(`"schemaVersion":${runSchemaVersion}`, '"schemaVersion":"2"'),
    says: /schemaVersion: /,
  },
  {
    title: 'an outcome nobody knows',
    text: text.replace('"kind":"win32-error"', '"kind":"melted"'),
    says: /results\[0\]\.cells\[0\]\.outcome/,
  },
  {
    title: 'a field too many',
    text: text.replace('"planned":2', '"planned":2,"extra":1'),
    says: /extra/,
  },
  {
    title: 'a code that is no integer',
    text: text.replace('"code":6', '"code":6.5'),
    says: /results\[0\]\.cells\[0\]\.outcome\.code/,
  },
  {
    title: 'an architecture nobody knows',
    text: text.replace('"architecture":"x64"', '"architecture":"vax"'),
    says: /lanes\[0\]\.architecture/,
  },
  {
    title: 'a result of a lane that is not described',
    text: text.replace('"lane":"sim-x64"', '"lane":"sim-arm64"'),
    says: /results\[0\] names the lane "sim-arm64"/,
  },
  {
    title: 'a result of a probe that is not described',
    text: text.replace('"probe":"correct","ok"', '"probe":"evil\\u001b[2J","ok"'),
    says: /results\[0\] names the probe "evil\\u001b\[2J"/,
  },
]

for (const { title, text: bad, says } of refused) {
  t.test(`parseRun() refuses ${title} in one sentence`, async t => {
    const error = t.throws(() => parseRun(bad, 'run.json'), RunFileError) as unknown
    const message = error instanceof Error ? error.message : ''
    t.match(message, /^Cannot read run file run\.json: /)
    t.match(message, says)
    t.notMatch(message, /\n/)
  })
}

t.test('parseRun() refuses a file cut at any byte', async t => {
  for (let length = 0; length < text.length; length += 7)
    t.throws(() => parseRun(text.slice(0, length), 'run.json'), RunFileError, `${length} bytes`)
})
