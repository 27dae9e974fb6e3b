import t from 'tap'
import { signaturesOf } from '../../../src/dictionary/signature.ts'
import { spellSignature } from '../../support/dictionary/small-dictionary.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import type { RunFile } from '../../../src/result/run-file.ts'
import { runSchemaVersion } from '../../../src/result/run-file.ts'

const ok: Outcome = { kind: 'ok' }
const six: Outcome = { kind: 'win32-error', code: 6, status: 0 }
const skipped: Outcome = { kind: 'not-reached', after: 'read' }

function probe(
  id: string,
  control: string,
  more: Partial<RunFile['probes'][number]> = {},
): RunFile['probes'][number] {
  return {
    id,
    probe: id.split('@')[0] ?? id,
    title: '',
    mechanism: control === '' ? 'control' : 'arg-truncated',
    width: true,
    sequence: 'brief',
    device: 'loopback',
    addresses: 'as-they-come',
    control: control || id,
    why: '',
    seenIn: [],
    deviations: [],
    ...more,
  }
}

/** A run of one lane with these outcomes in the steps open, read, read-result, close. */
function runOf(
  results: Readonly<Record<string, readonly Outcome[]>>,
  probes: RunFile['probes'],
): RunFile {
  const steps = ['open', 'read', 'read-result', 'close']
  return {
    schemaVersion: runSchemaVersion,
    tool: { name: 'handle-width', version: '0' },
    meta: { startedAt: '', durationMs: 0 },
    planned: 0,
    lanes: [],
    probes,
    steps: steps.map(id => ({ sequence: 'brief', id, operation: id, title: id, group: 'read' })),
    results: Object.entries(results).map(([id, outcomes]) => ({
      lane: 'wine-x64',
      probe: id,
      ok: [],
      cells: outcomes.map((outcome, index) => ({ step: steps[index] ?? '', outcome })),
    })),
  }
}

t.test('signaturesOf() lists what differs from the control, without its consequences', async t => {
  const run = runOf(
    {
      'correct@brief': [ok, ok, ok, ok],
      'a.b.cut': [ok, six, skipped, ok],
      'c.d.cut': [ok, ok, ok, ok],
    },
    [
      probe('correct@brief', ''),
      probe('a.b.cut', 'correct@brief'),
      probe('c.d.cut', 'correct@brief'),
    ],
  )
  t.same(
    [...signaturesOf(run, 'wine-x64')].map(([fault, signature]) => [
      fault,
      spellSignature(signature),
    ]),
    [
      ['a.b.cut', 'read=6'],
      ['c.d.cut', ''],
    ],
  )
})

t.test('signaturesOf() joins the scenes of a fault', async t => {
  const missing = [
    { kind: 'win32-error', code: 2, status: 0 },
    skipped,
    skipped,
    skipped,
  ] as const satisfies Outcome[]
  const run = runOf(
    {
      'correct@brief': [ok, ok, ok, ok],
      'correct@brief@missing': missing,
      'a.b.cut': [ok, ok, ok, six],
      'a.b.cut@missing': [missing[0], six, ok, ok],
      'a.b.cut@above-4gib': [
        { kind: 'crashed', exitCode: 5, signal: null },
        skipped,
        skipped,
        skipped,
      ],
    },
    [
      probe('correct@brief', ''),
      probe('correct@brief@missing', '', { device: 'missing' }),
      probe('a.b.cut', 'correct@brief'),
      probe('a.b.cut@missing', 'correct@brief@missing', { device: 'missing' }),
      probe('a.b.cut@above-4gib', 'correct@brief', { addresses: 'above-4gib' }),
    ],
  )
  t.equal(
    spellSignature(signaturesOf(run, 'wine-x64').get('a.b.cut') ?? []),
    'close=6 missing:read=6 missing:read-result=ok above-4gib:open=crashed',
  )
})

t.test(
  'signaturesOf() says nothing about a fault without a clean control or with a step that was not measured',
  async t => {
    const dirty = runOf(
      {
        'correct@brief': [ok, { kind: 'crashed', exitCode: 5, signal: null }],
        'a.b.cut': [ok, six],
      },
      [probe('correct@brief', ''), probe('a.b.cut', 'correct@brief')],
    )
    t.equal(signaturesOf(dirty, 'wine-x64').size, 0)
    const lost = runOf(
      {
        'correct@brief': [ok, ok],
        'a.b.cut': [ok, { kind: 'not-declared', reason: 'the child died' }],
      },
      [probe('correct@brief', ''), probe('a.b.cut', 'correct@brief')],
    )
    t.equal(signaturesOf(lost, 'wine-x64').size, 0)
  },
)
