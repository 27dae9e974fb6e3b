import t from 'tap'
import { noWideHandles } from '../../../support/skips.ts'
import { interpret } from '../../../../src/child/interpret.ts'
import { kernelFor } from '../../../../src/child/kernels/index.ts'
import { simulatedKernel } from '../../../../src/child/kernels/simulated/kernel.ts'
import { taggedKernel } from '../../../../src/child/kernels/tagged.ts'
import type { Plan } from '../../../../src/program/plan.ts'
import { narrowVariables, narrowField, retype, unchanged } from '../../../../src/program/changes.ts'
import { nothing, step, variable } from '../../../../src/program/step-builders.ts'
import {
  memoryJournal,
  small,
  smallPlan,
  type MemoryJournal,
} from '../../../support/child/small-plan.ts'

function run(plan: Plan): MemoryJournal {
  const journal = memoryJournal()
  interpret(plan, kernelFor(plan), journal)
  return journal
}

const refused = { failed: true, lastError: 6, ntStatus: 0xc0000008 }
const readAll = [small.open, small.event, small.read, small.cancel, small.close, small.closeEvent]

t.test('taggedKernel() hands out handles with a tag of their own and takes them back', async t => {
  const journal = run(
    smallPlan({
      steps: [small.open, small.event, small.purge, small.close, small.closeEvent],
      kernel: 'tagged',
    }),
  )
  const given = ['open', 'event'].map(id => BigInt(journal.end(id).returned))
  for (const handle of given) t.equal(handle >> 48n, 0x5afen, `0x${handle.toString(16)} is tagged`)
  t.not((given[0] ?? 0n) >> 32n, (given[1] ?? 0n) >> 32n, 'each has its own tag')
  for (const id of ['purge', 'close', 'close-event']) t.match(journal.end(id), { failed: false })
  t.ok(
    journal.lines.every(line => !('losses' in line)),
    'nothing is lost',
  )
})

t.test(
  'taggedKernel() refuses a handle that lost its tag, and says where',
  { skip: noWideHandles },
  async t => {
    const journal = run(
      smallPlan({
        steps: [small.open, small.purge, small.close],
        kernel: 'tagged',
        change: retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t'),
      }),
    )
    const low = BigInt(journal.end('open').returned) & 0xffffffffn
    t.match(journal.end('purge'), {
      ...refused,
      losses: [{ function: 'PurgeComm', position: 'hFile', value: `0x${low.toString(16)}` }],
    })
    t.match(journal.end('close'), { failed: false }, 'the handle itself is as good as before')
  },
)

t.test('taggedKernel() is not fooled by the sign', { skip: noWideHandles }, async t => {
  const journal = run(
    smallPlan({
      steps: [small.open, small.purge],
      kernel: 'tagged',
      change: retype({ types: ['HANDLE'] }, 'int32_t'),
    }),
  )
  t.match(journal.end('purge'), refused)
})

t.test('taggedKernel() refuses a tag of another handle and one of a closed handle', async t => {
  const plan = smallPlan({ steps: [] })
  const kernel = taggedKernel(simulatedKernel(plan), '__cdecl')
  const first = kernel.call('CreateEventW', [0n, 1n, 0n, 0n])
  const second = kernel.call('CreateEventW', [0n, 1n, 0n, 0n])
  const crossed = ((first >> 32n) << 32n) | (second & 0xffffffffn)
  t.equal(kernel.call('SetEvent', [crossed]), 0n)
  t.equal(kernel.inspect(crossed).alive, false)
  t.equal(kernel.call('SetEvent', [second]), 1n)
  t.equal(kernel.call('CloseHandle', [first]), 1n)
  const again = kernel.call('CreateEventW', [0n, 1n, 0n, 0n])
  t.equal(again & 0xffffffffn, first & 0xffffffffn, 'the number is given out again')
  t.not(again, first, 'under another tag')
  t.equal(kernel.call('SetEvent', [first]), 0n, 'so the old handle stays closed')
  t.equal(kernel.call('SetEvent', [again]), 1n)
})

t.test(
  'taggedKernel() takes the tag off OVERLAPPED.hEvent for the call and puts it back',
  async t => {
    const journal = run(smallPlan({ steps: readAll, kernel: 'tagged' }))
    t.match(journal.end('read'), { failed: true, lastError: 997 }, 'the read waits')
    const event = BigInt(journal.end('event').returned)
    t.equal(
      Buffer.from(journal.end('read').memory['overlapped'] ?? '', 'hex').readBigUInt64LE(24),
      event,
      'the program finds its own value there',
    )
    for (const id of ['cancel', 'close', 'close-event']) t.match(journal.end(id), { failed: false })
  },
)

t.test('taggedKernel() misses the tag in OVERLAPPED.hEvent', async t => {
  const journal = run(
    smallPlan({
      steps: readAll,
      kernel: 'tagged',
      change: narrowField('OVERLAPPED', 'hEvent', 'uint32_t', 4),
    }),
  )
  t.match(journal.end('read'), {
    ...refused,
    losses: [{ function: 'ReadFile', position: 'lpOverlapped.hEvent' }],
  })
})

t.test('taggedKernel() lets an OVERLAPPED without event pass', async t => {
  const plain = smallPlan({
    steps: [
      small.open,
      {
        ...small.read,
        assign: (small.read.assign ?? []).map(item => ({ ...item, value: nothing })),
      },
      small.cancel,
    ],
    kernel: 'tagged',
  })
  t.match(run(plain).end('read'), { failed: true, lastError: 997 })
})

t.test('taggedKernel() tags what DuplicateHandle writes into its out variable', async t => {
  const steps = [
    small.process,
    small.event,
    small.duplicate,
    small.setCopy,
    small.closeCopy,
    small.closeEvent,
  ]
  const right = run(smallPlan({ steps, kernel: 'tagged' }))
  t.equal(
    Buffer.from(right.end('duplicate').memory['target'] ?? '', 'hex').readBigUInt64LE() >> 48n,
    0x5afen,
  )
  for (const id of ['set-copy', 'close-copy', 'close-event'])
    t.match(right.end(id), { failed: false })
  const cut = run(
    smallPlan({ steps, kernel: 'tagged', change: narrowVariables('HANDLE', 'uint32_t') }),
  )
  t.match(cut.end('set-copy'), {
    ...refused,
    losses: [{ function: 'SetEvent', position: 'hEvent' }],
  })
})

t.test(
  'taggedKernel() gives pseudo handles no tag and asks none of them',
  { skip: noWideHandles },
  async t => {
    const journal = run(
      smallPlan({
        steps: [
          small.process,
          step('id', 'process', 'GetProcessId', 'its id', { Process: variable('process') }),
        ],
        kernel: 'tagged',
      }),
    )
    t.equal(journal.end('process').returned, '0xffffffffffffffff')
    t.match(journal.end('id'), { failed: false })
    const cut = run(
      smallPlan({
        steps: [
          small.process,
          step('id', 'process', 'GetProcessId', 'its id', { Process: variable('process') }),
        ],
        kernel: 'tagged',
        change: retype({ types: ['HANDLE'] }, 'uint32_t'),
      }),
    )
    t.match(cut.end('id'), refused, 'zero-extended it is no pseudo handle')
  },
)

t.test('taggedKernel() tags no address in disguise', async t => {
  const find = step(
    'heap',
    'heap',
    'HeapCreate',
    'a heap',
    {
      flOptions: { kind: 'number', value: 0 },
      dwInitialSize: { kind: 'number', value: 0 },
      dwMaximumSize: { kind: 'number', value: 0 },
    },
    { keep: 'heap' },
  )
  const journal = run(
    smallPlan({
      steps: [
        find,
        step('destroy', 'heap', 'HeapDestroy', 'destroy it', { hHeap: variable('heap') }),
      ],
      kernel: 'tagged',
    }),
  )
  t.not(BigInt(journal.end('heap').returned) >> 48n, 0x5afen)
  t.match(journal.end('destroy'), { failed: false })
})

t.test('taggedKernel() leaves the errors of the kernel behind it alone', async t => {
  const missing = run(smallPlan({ steps: [small.open], kernel: 'tagged', device: 'missing' }))
  t.match(missing.end('open'), {
    failed: true,
    lastError: 2,
    returned: '0xffffffffffffffff',
    noticed: true,
  })
  const twice = run(
    smallPlan({
      steps: [small.open, small.close, { ...small.close, id: 'close-again' }],
      kernel: 'tagged',
    }),
  )
  t.match(twice.end('close-again'), {
    ...refused,
    evidence: { handles: [{ closedBy: 'close', alive: false }] },
  })
})

t.test('where a pointer has 4 bytes, taggedKernel() is the kernel behind it', async t => {
  const plan = smallPlan({
    steps: readAll,
    pointerBytes: 4,
    change: retype({ types: ['HANDLE'] }, 'uint32_t'),
  })
  const inner = simulatedKernel(plan)
  t.equal(taggedKernel(inner, '__cdecl'), inner)
  const seen = (kernel: 'simulated' | 'tagged') =>
    run({ ...plan, kernel: { id: kernel, base: 'simulated' } }).lines.map(line =>
      line.at === 'end' ? { ...line, atUs: 0, elapsedUs: 0 } : line,
    )
  t.same(seen('tagged'), seen('simulated'), 'step by step')
})

t.test('with true declarations, the tagged kernel and the one behind it end alike', async t => {
  const seen = (kernel: 'simulated' | 'tagged') =>
    run(smallPlan({ steps: readAll, kernel, change: unchanged })).lines.flatMap(line =>
      line.at === 'end' ? [[line.step, line.failed, line.lastError, line.ntStatus]] : [],
    )
  t.same(seen('tagged'), seen('simulated'))
})
