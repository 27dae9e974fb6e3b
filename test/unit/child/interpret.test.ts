import t from 'tap'
import { presetError } from '../../../src/child/call.ts'
import { interpret } from '../../../src/child/interpret.ts'
import { kernelFor } from '../../../src/child/kernels/index.ts'
import type { Kernel } from '../../../src/child/kernels/kernel.ts'
import type { Plan } from '../../../src/program/plan.ts'
import {
  narrowVariables,
  passAs,
  resentinel,
  reshape,
  retype,
} from '../../../src/program/changes.ts'
import {
  address,
  assign,
  nothing,
  number,
  overlapped,
  step,
  variable,
} from '../../../src/program/step-builders.ts'
import {
  memoryJournal,
  small,
  smallPlan,
  type MemoryJournal,
} from '../../support/child/small-plan.ts'

function run(plan: Plan, kernel: Kernel = kernelFor(plan)): MemoryJournal {
  const journal = memoryJournal()
  interpret(plan, kernel, journal)
  return journal
}

function shape(journal: MemoryJournal): string[] {
  return journal.lines.map(line => ('step' in line ? `${line.at} ${line.step}` : line.at))
}

t.test('interpret() writes a line before each call and one after it', async t => {
  t.same(shape(run(smallPlan({ steps: [small.open, small.purge, small.close] }))), [
    'plan',
    'begin open',
    'end open',
    'begin purge',
    'end purge',
    'begin close',
    'end close',
    'plan-end',
  ])
})

t.test('interpret() writes the begin of a call before it is made', async t => {
  const plan = smallPlan({ steps: [small.open] })
  const kernel = kernelFor(plan)
  const journal = memoryJournal()
  let seen: readonly string[] = []
  interpret(
    plan,
    {
      ...kernel,
      bind(name, declared) {
        const foreign = kernel.bind(name, declared)
        return (...values) => {
          seen = shape(journal)
          return foreign(...values)
        }
      },
    },
    journal,
  )
  t.same(seen, ['plan', 'begin open'])
})

t.test('interpret() records what a call returned and left behind', async t => {
  const end = run(smallPlan({ steps: [small.open, small.purge] })).end('open')
  t.match(end, { returned: /^0x[0-9a-f]+$/, shape: 'bigint', failed: false, fences: {} })
  t.equal(end.memory['path'], Buffer.from('\\\\.\\COM1\0', 'utf16le').toString('hex'))
  t.type(end.elapsedUs, 'number')
})

t.test('interpret() presets the last error, so that a call that sets none shows', async t => {
  const plan = smallPlan({
    steps: [
      small.open,
      small.purge,
      step('last', 'identify', 'GetLastError', 'last error', {}, { keepLastError: true }),
    ],
  })
  t.equal(run(plan).end('purge').lastError, presetError)
  t.equal(
    run(plan).end('last').returned,
    `0x${presetError.toString(16)}`,
    'a step that keeps the last error sees what the call before left',
  )
})

t.test('interpret() takes the code that a registry function returns', async t => {
  const end = run(
    smallPlan({
      steps: [step('close-key', 'registry', 'RegCloseKey', 'no key', { hKey: nothing })],
    }),
  ).end('close-key')
  t.same([end.failed, end.lastError], [true, 6])
})

t.test('interpret() stops where the program notices its sentinel', async t => {
  const journal = run(
    smallPlan({ steps: [small.open, small.purge, small.close], device: 'missing' }),
  )
  t.match(journal.end('open'), { failed: true, lastError: 2, noticed: true })
  t.same(shape(journal).slice(3), ['skipped purge', 'skipped close', 'plan-end'])
})

const sentinels = [
  { check: 'all-ones', declared: 'void *', notices: true },
  { check: 'all-ones', declared: 'int32_t', notices: true },
  { check: 'uint32-ones', declared: 'void *', notices: false },
  { check: 'uint32-ones', declared: 'uint32_t', notices: true },
  { check: 'strict-minus-one', declared: 'void *', notices: false },
  { check: 'strict-minus-one', declared: 'intptr_t', notices: true },
  { check: 'zero', declared: 'void *', notices: false },
  { check: 'unchecked', declared: 'void *', notices: false },
] as const

for (const { check, declared, notices } of sentinels) {
  t.test(
    `interpret() ${notices ? 'notices' : 'does not notice'} a failed open declared ${declared} and looked for as ${check}`,
    async t => {
      const change = (abi: Parameters<ReturnType<typeof retype>>[0]) =>
        resentinel(check)(
          retype({ functions: ['CreateFileW'], position: 'returns' }, declared)(abi),
        )
      const journal = run(
        smallPlan({ steps: [small.open, small.purge], device: 'missing', change }),
      )
      t.equal(journal.end('open').noticed === true, notices)
      t.same(shape(journal).at(-2), notices ? 'skipped purge' : 'end purge')
    },
  )
}

t.test('interpret() leaves out a step whose condition did not come true, and names it', async t => {
  const after = (id: string, of: string) => ({ ...small.purge, id, after: [of] })
  const journal = run(
    smallPlan({
      steps: [
        small.open,
        small.event,
        small.read,
        { ...small.read, id: 'direct', accept: [] },
        after('one', 'read'),
        after('two', 'direct'),
        after('three', 'two'),
      ],
    }),
  )
  t.same(
    shape(journal).filter(line => line.startsWith('skipped')),
    ['skipped two', 'skipped three'],
  )
  t.match(
    journal.lines.find(line => line.at === 'skipped'),
    { after: 'direct' },
  )
})

t.test('interpret() records what its FFI refuses as data, and goes on', async t => {
  const change = passAs({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'checked-32')
  const journal = run(
    smallPlan({ steps: [small.open, small.purge, small.close], change, kernel: 'tagged' }),
  )
  t.match(
    journal.lines.find(line => line.at === 'rejected'),
    { step: 'purge', message: /^0x5afe[0-9a-f]+ does not fit into 32 bits$/ },
  )
  t.equal(journal.end('close').failed, false)
})

t.test('interpret() rejects a plan that names what it does not hold, step by step', async t => {
  const close = (id: string, name: string) =>
    step(id, 'close', 'CloseHandle', 'close', { hObject: variable(name) })
  const purge = { ...small.purge, id: 'no-argument', arguments: { hFile: nothing } }
  const journal = run(
    smallPlan({
      steps: [
        close('no-variable', 'port'),
        {
          ...small.open,
          id: 'no-object',
          arguments: { ...small.open.arguments, lpFileName: address('nowhere') },
        },
        purge,
      ],
    }),
  )
  t.match(
    journal.lines.filter(line => line.at === 'rejected'),
    [
      { step: 'no-variable', message: "No step has kept a variable 'port'" },
      { step: 'no-object', message: "The plan has no memory object 'nowhere'" },
    ],
  )
})

t.test('interpret() shows memory that a call wrote beyond the object of the program', async t => {
  const comstat = { comstat: { kind: 'variable', type: 'DWORD' } } as const
  const clear = step('clear', 'queues', 'ClearCommError', 'into a cell that is too small', {
    hFile: variable('port'),
    lpErrors: address('value'),
    lpStat: address('comstat'),
  })
  const journal = run(
    smallPlan({ steps: [small.open, clear, { ...clear, id: 'again' }], memory: comstat }),
  )
  t.match(journal.end('clear').fences, { comstat: /^behind:00000000/ })
  t.match(
    journal.end('again').fences,
    { comstat: /^behind:/ },
    'the fence is mended, so the second overwrite shows as well',
  )
})

t.test(
  'interpret() poisons out variables before each call, not what the program put there',
  async t => {
    const queue = step('information', 'identify', 'GetHandleInformation', 'of no handle', {
      hObject: nothing,
      lpdwFlags: address('value'),
    })
    t.equal(
      run(smallPlan({ steps: [queue] })).end('information').memory['value'],
      'a5a5a5a5',
      'a failed call wrote nothing',
    )
    const set = { ...queue, assign: assign('value', { '': 7 }) }
    t.equal(run(smallPlan({ steps: [set] })).end('information').memory['value'], '07000000')
  },
)

t.test('interpret() looks the handles of an error 6 up', async t => {
  const journal = run(smallPlan({ steps: [small.open, small.close, small.purge] }))
  const evidence = journal.end('purge').evidence?.handles
  t.match(evidence, [
    { position: 'hFile', alive: false, passedAlive: false, openedBy: 'open', closedBy: 'close' },
  ])
  t.equal(evidence?.[0]?.passed, evidence?.[0]?.true)
})

t.test('interpret() compares the event in OVERLAPPED with the one the program meant', async t => {
  const change = reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t')
  const journal = run(smallPlan({ steps: [small.open, small.event, small.read], change }))
  const event = journal
    .end('read')
    .evidence?.handles.find(({ position }) => position === 'lpOverlapped.hEvent')
  t.match(journal.end('read'), { failed: true, lastError: 6, ntStatus: 0xc0000008 })
  t.equal(event?.passed, '0xfdfdfdfdfdfdfdfd', 'what lies behind the short struct')
  t.equal(event?.meant, journal.end('event').returned)
})

t.test('interpret() rebuilds the true value of a handle that was cut on its way out', async t => {
  const cell = run(
    smallPlan({
      steps: [small.process, small.event, small.duplicate, small.setCopy],
      change: narrowVariables('HANDLE', 'uint32_t'),
    }),
  )
  t.equal(
    cell.end('set-copy').failed,
    false,
    'nothing is lost: a kernel handle has 32 significant bits',
  )
  t.match(
    cell.end('duplicate').fences,
    { target: /^behind:00000000/ },
    'but the callee wrote 8 bytes into 4',
  )
})

t.test('interpret() repeats a call until its effect is there, and not for ever', async t => {
  const until = (atLeast: number, withinMs: number) =>
    step(
      'wait',
      'queues',
      'ClearCommError',
      'wait',
      { hFile: variable('port'), lpErrors: address('value'), lpStat: address('comstat') },
      { until: { object: 'comstat', field: 'cbInQue', atLeast, withinMs } },
    )
  const write = step(
    'write',
    'write',
    'WriteFile',
    'write',
    {
      hFile: variable('port'),
      lpBuffer: address('message'),
      nNumberOfBytesToWrite: number(6),
      lpNumberOfBytesWritten: address('value'),
      lpOverlapped: address('overlapped'),
    },
    { assign: overlapped('overlapped', nothing), accept: [997] },
  )
  const there = run(smallPlan({ steps: [small.open, write, until(6, 1000)] })).end('wait')
  t.equal(there.memory['comstat']?.slice(8, 16), '06000000')
  const never = run(
    smallPlan({ steps: [small.open, until(1, 40), { ...small.close, id: 'after' }] }),
  )
  t.equal(never.end('wait').memory['comstat']?.slice(8, 16), '00000000')
  t.ok(never.end('wait').atUs >= never.end('open').atUs + 40_000, 'it waited as long as it may')
  t.ok(never.end('after').atUs < never.end('open').atUs + 400_000, 'and no longer')

  const waiting = until(1, 40)
  const unless = (id: string) => ({
    ...waiting,
    until: { object: 'comstat', field: 'cbInQue', atLeast: 1, withinMs: 40, unlessDone: id },
  })
  const failing = {
    ...small.close,
    id: 'failing',
    mustFail: true as const,
    arguments: { hObject: variable('event') },
  }
  const needless = run(smallPlan({ steps: [small.open, unless('open')] }))
  t.ok(
    needless.end('wait').atUs < needless.end('open').atUs + 40_000,
    'where the other step ended as expected, once is enough',
  )
  const needed = run(smallPlan({ steps: [small.open, small.event, failing, unless('failing')] }))
  t.ok(
    needed.end('wait').atUs >= needed.end('failing').atUs + 40_000,
    'where it did not, the effect is waited for',
  )
})

t.test(
  'interpret() closes what the program left open, so that the next plan finds the port free',
  async t => {
    const plan = smallPlan({ steps: [small.open, small.event] })
    const kernel = kernelFor(plan)
    const journal = run(plan, kernel)
    for (const id of ['open', 'event'])
      t.equal(kernel.inspect(BigInt(journal.end(id).returned)).alive, false, `${id} is closed`)
  },
)

t.test('interpret() does not close a handle of somebody else', async t => {
  const plan = smallPlan({
    steps: [small.open, small.event, small.closeEvent, small.process],
    device: 'missing',
    change: resentinel('unchecked'),
  })
  const closed: bigint[] = []
  const kernel = kernelFor(plan)
  const journal = run(plan, {
    ...kernel,
    call(name, values) {
      if (name === 'CloseHandle') closed.push(values[0] ?? 0n)
      return kernel.call(name, values)
    },
  })
  t.equal(journal.end('open').failed, true)
  t.notOk(
    closed.includes(BigInt(journal.end('event').returned)),
    'what the program closed is not closed again',
  )
  t.same(
    closed.filter(handle => handle !== 0xffffffffffffffffn),
    [],
    'nothing else is closed',
  )
})
