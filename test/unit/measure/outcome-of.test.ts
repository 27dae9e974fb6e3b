import t from 'tap'
import { reshape } from '../../../src/program/changes.ts'
import type { Step } from '../../../src/program/step.ts'
import type { EndLine } from '../../../src/result/observation.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import { outcomeOf } from '../../../src/measure/outcome-of.ts'
import { small, smallPlan } from '../../support/child/small-plan.ts'

const plan = smallPlan({ steps: [] })

function end(changes: Partial<EndLine>): EndLine {
  return {
    at: 'end',
    step: 'step',
    returned: '0x1',
    shape: 'number',
    failed: false,
    lastError: 0,
    ntStatus: 0,
    atUs: 1000,
    elapsedUs: 41_000,
    memory: {},
    fences: {},
    ...changes,
  }
}

function stepWith(extras: Partial<Step>): Step {
  return { ...small.purge, ...extras }
}

const comstat = { comstat: '000000000600000000000000' }
const failedWith = (lastError: number, ntStatus = 0xc0000008) => ({
  failed: true,
  returned: '0x0',
  lastError,
  ntStatus,
})
const inQueue = (equals: number) =>
  stepWith({ checks: [{ kind: 'field', object: 'comstat', field: 'cbInQue', equals }] })

const cases: readonly { title: string; step: Step; end: Partial<EndLine>; gives: Outcome }[] = [
  { title: 'success', step: stepWith({}), end: {}, gives: { kind: 'ok' } },
  {
    title: 'an error',
    step: stepWith({}),
    end: failedWith(6),
    gives: { kind: 'win32-error', code: 6, status: 0xc0000008 },
  },
  {
    title: 'an error that is the expected end',
    step: stepWith({ accept: [997] }),
    end: failedWith(997, 0x103),
    gives: { kind: 'ok' },
  },
  {
    title: 'another error than the expected',
    step: stepWith({ accept: [997] }),
    end: failedWith(6),
    gives: { kind: 'win32-error', code: 6, status: 0xc0000008 },
  },
  {
    title: 'success where it must fail',
    step: stepWith({ accept: [995, 6], mustFail: true }),
    end: {},
    gives: {
      kind: 'wrong-data',
      field: 'return value',
      expected: 'failure with ERROR_OPERATION_ABORTED or ERROR_INVALID_HANDLE',
      actual: 'success',
    },
  },
  {
    title: 'an overwritten fence',
    step: stepWith({}),
    end: { fences: { value: 'behind:00000000fdfd' } },
    gives: {
      kind: 'wrong-data',
      field: 'memory around value',
      expected: 'untouched',
      actual: 'behind:00000000fdfd',
    },
  },
  {
    title: 'an overwritten fence after an expected error',
    step: stepWith({ accept: [997] }),
    end: { ...failedWith(997), fences: { value: 'before:00' } },
    gives: {
      kind: 'wrong-data',
      field: 'memory around value',
      expected: 'untouched',
      actual: 'before:00',
    },
  },
  {
    title: 'an error before an overwritten fence',
    step: stepWith({}),
    end: { ...failedWith(5), fences: { value: 'before:00' } },
    gives: { kind: 'win32-error', code: 5, status: 0xc0000008 },
  },
  {
    title: 'a field as it has to be',
    step: inQueue(6),
    end: { memory: comstat },
    gives: { kind: 'ok' },
  },
  {
    title: 'another field',
    step: inQueue(5),
    end: { memory: comstat },
    gives: { kind: 'wrong-data', field: 'comstat.cbInQue', expected: '5', actual: '6' },
  },
  {
    title: 'a field that was not recorded',
    step: inQueue(5),
    end: {},
    gives: { kind: 'wrong-data', field: 'comstat.cbInQue', expected: '5', actual: 'unreadable' },
  },
  {
    title: 'a field of a struct that the plan has not',
    step: stepWith({ checks: [{ kind: 'field', object: 'value', field: 'x', equals: 1 }] }),
    end: {},
    gives: { kind: 'wrong-data', field: 'value.x', expected: '1', actual: 'unreadable' },
  },
  {
    title: 'a field that has to be at least so',
    step: stepWith({
      checks: [{ kind: 'field-at-least', object: 'comstat', field: 'cbInQue', atLeast: 6 }],
    }),
    end: { memory: comstat },
    gives: { kind: 'ok' },
  },
  {
    title: 'a field that is too small',
    step: stepWith({
      checks: [{ kind: 'field-at-least', object: 'comstat', field: 'cbInQue', atLeast: 7 }],
    }),
    end: { memory: comstat },
    gives: { kind: 'wrong-data', field: 'comstat.cbInQue', expected: 'at least 7', actual: '6' },
  },
  {
    title: 'a cell',
    step: stepWith({ checks: [{ kind: 'variable', object: 'value', equals: 0x201 }] }),
    end: { memory: { value: '01020000' } },
    gives: { kind: 'ok' },
  },
  {
    title: 'a wider cell',
    step: stepWith({ checks: [{ kind: 'variable', object: 'value', equals: 0x201 }] }),
    end: { memory: { value: '01020000a5a5a5a5' } },
    gives: {
      kind: 'wrong-data',
      field: 'value',
      expected: '513',
      actual: `${0xa5a5a5a500000201n}`,
    },
  },
  {
    title: 'bytes',
    step: stepWith({ checks: [{ kind: 'bytes', object: 'buffer', hex: '6869' }] }),
    end: { memory: { buffer: '6869a5a5' } },
    gives: { kind: 'ok' },
  },
  {
    title: 'other bytes',
    step: stepWith({ checks: [{ kind: 'bytes', object: 'buffer', hex: '6869' }] }),
    end: { memory: { buffer: 'a5a5a5a5' } },
    gives: { kind: 'wrong-data', field: 'buffer', expected: '6869', actual: 'a5a5' },
  },
  {
    title: 'a returned value',
    step: stepWith({ checks: [{ kind: 'returned', equals: 2 }] }),
    end: { returned: '0x2' },
    gives: { kind: 'ok' },
  },
  {
    title: 'another returned value',
    step: stepWith({ checks: [{ kind: 'returned', equals: 2 }] }),
    end: { returned: '0x5eed000000000002' },
    gives: {
      kind: 'wrong-data',
      field: 'return value',
      expected: '2',
      actual: `${0x5eed000000000002n}`,
    },
  },
  {
    title: 'a wait that was long enough',
    step: stepWith({ checks: [{ kind: 'waited', since: 'step', atLeastMs: 40 }] }),
    end: {},
    gives: { kind: 'ok' },
  },
  {
    title: 'a wait that was too short',
    step: stepWith({ checks: [{ kind: 'waited', since: 'step', atLeastMs: 42 }] }),
    end: {},
    gives: { kind: 'wrong-data', field: 'elapsed', expected: 'at least 42 ms', actual: '41.0 ms' },
  },
  {
    title: 'an expected error: the time counts, the data does not',
    step: stepWith({
      accept: [1460],
      checks: [
        { kind: 'variable', object: 'value', equals: 4 },
        { kind: 'waited', since: 'step', atLeastMs: 42 },
      ],
    }),
    end: failedWith(1460),
    gives: { kind: 'wrong-data', field: 'elapsed', expected: 'at least 42 ms', actual: '41.0 ms' },
  },
  {
    title: 'the first of two checks that fail',
    step: stepWith({
      checks: [
        { kind: 'returned', equals: 1 },
        { kind: 'returned', equals: 3 },
        { kind: 'returned', equals: 4 },
      ],
    }),
    end: {},
    gives: { kind: 'wrong-data', field: 'return value', expected: '3', actual: '1' },
  },
]

for (const { title, step, end: changes, gives } of cases) {
  t.test(`outcomeOf() ${title}`, async t => {
    t.same(outcomeOf(plan, step, end(changes), new Map()), gives)
  })
}

t.test('outcomeOf() counts a wait from the call that began it', async t => {
  const earlier = end({ step: 'read', atUs: 500, elapsedUs: 3 })
  const step = stepWith({ checks: [{ kind: 'waited', since: 'read', atLeastMs: 41.5 }] })
  t.same(outcomeOf(plan, step, end({}), new Map([['read', earlier]])), { kind: 'ok' })
  t.match(outcomeOf(plan, step, end({}), new Map()), { kind: 'wrong-data', actual: '41.0 ms' })
})

t.test('outcomeOf() reads a struct as the program declared it', async t => {
  const step = stepWith({
    checks: [{ kind: 'field', object: 'overlapped', field: 'InternalHigh', equals: 7 }],
  })
  const memory = { overlapped: `00000000${'07000000'}00000000${'00'.repeat(20)}` }
  const shrunk = smallPlan({ steps: [], change: reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t') })
  t.same(outcomeOf(shrunk, step, end({ memory }), new Map()), { kind: 'ok' })
  t.match(outcomeOf(plan, step, end({ memory }), new Map()), {
    kind: 'wrong-data',
    field: 'overlapped.InternalHigh',
    actual: '0',
  })
})
