import t from 'tap'
import { unchanged, retype } from '../../../src/program/changes.ts'
import { invalidHandle, taking } from '../../../src/program/claims.ts'
import type { Probe } from '../../../src/program/define-probe.ts'
import { insertBefore } from '../../../src/program/program.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import type { EndLine } from '../../../src/result/observation.ts'
import type { Executed } from '../../../src/measure/execute.ts'
import { notMeasured } from '../../../src/measure/execute.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import {
  describeProbe,
  describeSteps,
  record,
  resultOf,
  type LaneState,
} from '../../../src/measure/record.ts'
import { small } from '../../support/child/small-plan.ts'

const sequence = {
  id: 'serial',
  memory: { value: { kind: 'variable', type: 'DWORD' } },
  steps: [small.open, small.purge, small.close],
} as const
const control: Probe = {
  id: 'correct',
  title: 'right',
  mistake: 'control',
  sequence,
  device: 'loopback',
  change: unchanged,
  claims: [],
  danger: 'none',
  why: 'The control.',
  seenIn: [],
}
const cut: Probe = {
  ...control,
  id: 'cut',
  mistake: 'arg-truncated',
  change: retype({ types: ['HANDLE'] }, 'uint32_t'),
  claims: [invalidHandle({ kernels: ['tagged'], pointerBytes: 8 }, taking('kernel'), 'tag-lost')],
}
const lane = laneOf('sim', 'x64', 'tagged')
const device = { kind: 'loopback', path: '\\\\.\\COM1' } as const

const end: EndLine = {
  at: 'end',
  step: 'purge',
  returned: '0x0',
  shape: 'number',
  failed: true,
  lastError: 6,
  ntStatus: 0xc0000008,
  atUs: 1,
  elapsedUs: 3,
  memory: { value: 'a5a5a5a5' },
  fences: {},
  losses: [{ function: 'PurgeComm', position: 'hFile', value: '0xd0' }],
}

function executed(probe: Probe, outcomes: readonly Outcome[], withEnd = false): Executed {
  const resolved = resolve(probe, lane, device, 'as-they-come')
  return {
    resolved,
    steps: resolved.plan.steps.map((step, index) => ({
      step: step.id,
      outcome: outcomes[index] ?? { kind: 'ok' },
      ...(withEnd && outcomes[index]?.kind === 'win32-error' ? { end } : {}),
    })),
  }
}

const ready: LaneState = {
  lane,
  engine: {
    ready: true,
    environment: {},
    command: () => {
      throw new Error('not started here')
    },
    childPath: path => path,
  },
  environment: { facts: { node: 'v22' } },
}
const error6: Outcome = { kind: 'win32-error', code: 6, status: 0xc0000008 }
const whole = { version: '0.1.0', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 5, planned: 6 }

t.test('resultOf() names the plain steps and spells the others out', async t => {
  const result = resultOf(executed(control, [{ kind: 'ok' }, error6], true))
  t.same(result.ok, ['open', 'close'])
  t.match(result.cells, [
    {
      step: 'purge',
      outcome: error6,
      seen: { lastError: 6, memory: { value: 'a5a5a5a5' }, losses: [{ position: 'hFile' }] },
    },
  ])
})

t.test(
  'resultOf() has the claim, and why a wrong declaration may do no harm, beside the outcome',
  async t => {
    const result = resultOf(executed(cut, []))
    t.same(result.ok, [])
    t.match(
      result.cells.find(({ step }) => step === 'purge'),
      {
        outcome: { kind: 'ok' },
        harmless: 'kernel-handle',
        claim: { verdicts: ['invalid-handle'], causes: ['tag-lost'] },
      },
    )
  },
)

t.test(
  'resultOf() has a cell for each planned step, also where the harness brought none',
  async t => {
    const { resolved, steps } = executed(control, [])
    const result = resultOf({ resolved, steps: steps.slice(0, 1) })
    t.equal(result.ok.length + result.cells.length, 3)
    t.same(
      result.cells.map(({ outcome }) => outcome.kind),
      ['not-declared', 'not-declared'],
    )
  },
)

t.test('record() does not hide a plan that was lost', async t => {
  const run = record({ ...whole, lanes: [ready], executed: [executed(control, [])] })
  t.equal(run.planned, 6)
  t.equal(
    run.results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0),
    3,
  )
})

t.test('record() makes a run file that can be read back, planned = reported', async t => {
  const run = record({
    ...whole,
    lanes: [ready],
    executed: [executed(control, []), executed(cut, [{ kind: 'ok' }, error6, error6], true)],
  })
  t.same(parseRun(JSON.stringify(run), 'run.json'), JSON.parse(JSON.stringify(run)))
  t.equal(run.planned, 6)
  t.equal(
    run.results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0),
    run.planned,
  )
  t.same(
    run.lanes.map(({ id, status, environments }) => [id, status, environments]),
    [['sim-x64-tagged', 'measured', [{ facts: { node: 'v22' } }]]],
  )
  t.same(
    run.probes.map(({ id, control: against }) => [id, against]),
    [
      ['correct', 'correct'],
      ['cut', 'correct'],
    ],
  )
  t.ok(
    run.probes[1]?.deviations.some(
      ({ pointerBytes, deviation }) =>
        pointerBytes === 8 &&
        deviation.kind === 'width' &&
        deviation.place.at === 'parameter' &&
        deviation.place.function === 'PurgeComm' &&
        deviation.place.parameter === 'hFile' &&
        deviation.declared.type === 'uint32_t' &&
        deviation.true.bytes === 8,
    ),
  )
})

const dirt: readonly {
  title: string
  outcomes: readonly Outcome[]
  status: string
  reason?: RegExp
}[] = [
  { title: 'all is well', outcomes: [], status: 'measured' },
  {
    title: 'a capability is missing',
    outcomes: [{ kind: 'ok' }, { kind: 'win32-error', code: 50, status: 0xc00000bb }],
    status: 'measured',
  },
  {
    title: 'an error 6',
    outcomes: [{ kind: 'ok' }, error6],
    status: 'dirty',
    reason: /purge ended win32-error/,
  },
  {
    title: 'no open',
    outcomes: [
      { kind: 'win32-error', code: 2, status: 0xc0000034 },
      { kind: 'not-reached', after: 'open' },
      { kind: 'not-reached', after: 'open' },
    ],
    status: 'dirty',
    reason: /could not be opened/,
  },
  {
    title: 'a device that went away',
    outcomes: [
      { kind: 'ok' },
      { kind: 'win32-error', code: 21, status: 0xc00000a3 },
      { kind: 'win32-error', code: 21, status: 0xc00000a3 },
    ],
    status: 'dirty',
    reason: /went away: purge/,
  },
  {
    title: 'a crash',
    outcomes: [
      { kind: 'ok' },
      { kind: 'crashed', exitCode: 5, signal: null },
      { kind: 'not-reached', after: 'purge' },
    ],
    status: 'dirty',
    reason: /purge ended crashed/,
  },
  {
    title: 'a hang',
    outcomes: [{ kind: 'timed-out', limitMs: 3000 }],
    status: 'dirty',
    reason: /open ended timed-out/,
  },
  {
    title: 'wrong data',
    outcomes: [
      { kind: 'ok' },
      { kind: 'wrong-data', field: 'buffer', expected: '00', actual: '01' },
    ],
    status: 'dirty',
    reason: /purge ended wrong-data/,
  },
]

for (const { title, outcomes, status, reason } of dirt) {
  t.test(`record() calls a lane ${status} where the control shows: ${title}`, async t => {
    const [described] = record({
      ...whole,
      lanes: [ready],
      executed: [executed(control, outcomes)],
    }).lanes
    t.equal(described?.status, status)
    if (reason) t.match(described?.reason, reason)
  })
}

t.test('record() calls a lane dirty whose control was never measured', async t => {
  const resolved = resolve(control, lane, device, 'as-they-come')
  const [described] = record({
    ...whole,
    lanes: [ready],
    executed: [notMeasured(resolved, 'no child could be started')],
  }).lanes
  t.equal(described?.status, 'dirty')
  t.match(described?.reason, /no child could be started/)
})

t.test('record() says of an absent engine why and what to do', async t => {
  const [described] = record({
    ...whole,
    lanes: [
      {
        lane,
        engine: { ready: false, reason: 'there is none', remedy: 'get one' },
        environment: { facts: {} },
      },
    ],
    executed: [],
  }).lanes
  t.match(described, { status: 'unavailable', reason: 'there is none', remedy: 'get one' })
})

t.test('describeSteps() puts a step that a program adds where it is made', async t => {
  const added: Probe = { ...cut, program: insertBefore('purge', { ...small.close, id: 'early' }) }
  t.same(
    describeSteps([control, added, { ...added, id: 'other' }]).map(({ id }) => id),
    ['open', 'early', 'purge', 'close'],
  )
  const first: Probe = { ...cut, program: insertBefore('open', { ...small.close, id: 'zeroth' }) }
  t.same(
    describeSteps([control, first]).map(({ id }) => id),
    ['zeroth', 'open', 'purge', 'close'],
  )
})

t.test(
  'describeProbe() names the calls that are made on a device instead of those of the sequence',
  async t => {
    const pathed: Probe = {
      ...control,
      sequence: { ...sequence, memory: { ...sequence.memory, path: { kind: 'text', text: '' } } },
    }
    t.equal(describeProbe(resolve(pathed, lane, device, 'as-they-come')).otherCalls, undefined)
    t.same(
      describeProbe(resolve(pathed, lane, { kind: 'event', path: '' }, 'as-they-come')).otherCalls,
      { open: 'CreateEventW' },
    )
  },
)
