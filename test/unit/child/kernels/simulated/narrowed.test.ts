import t from 'tap'
import { noWideHandles } from '../../../../support/skips.ts'
import { retype, type Change } from '../../../../../src/program/changes.ts'
import { trueAbi } from '../../../../../src/declare/win32/abi.ts'
import type { FunctionName } from '../../../../../src/declare/win32/functions.ts'
import type { ForeignFunction } from '../../../../../src/child/kernels/kernel.ts'
import {
  createEvent,
  open,
  simulate,
  untouched,
  wait,
  type Simulation,
} from '../../../../support/child/kernels/simulated/simulation.ts'

function bound(simulation: Simulation, name: FunctionName, change: Change): ForeignFunction {
  simulation.kernel.preset(untouched)
  return simulation.kernel.bind(name, change(trueAbi).functions[name])
}

const asUint32 = retype({ types: ['HANDLE'] }, 'uint32_t')
const asInt32 = retype({ types: ['HANDLE'] }, 'int32_t')
const asInt64 = retype({ types: ['HANDLE'] }, 'int64_t')

t.test('a narrowed handle comes back whole, as on NT', async t => {
  for (const pointerBytes of [8, 4] as const) {
    for (const [change, shape] of [
      [asUint32, 'number'],
      [asInt32, 'number'],
    ] as const) {
      const simulation = simulate({ pointerBytes })
      const event = bound(simulation, 'CreateEventW', change)(0n, 1, 0, 0n)
      t.type(event, shape)
      t.equal(bound(simulation, 'SetEvent', change)(event ?? 0), 1)
      t.equal(wait(simulation, BigInt(event ?? 0)), 0n)
    }
  }
})

t.test('a failed open has the shape that the declaration gives it', async t => {
  const rows: readonly (readonly [8 | 4, Change, number | bigint])[] = [
    [8, asUint32, 0xffffffff],
    [8, asInt32, -1],
    [8, retype({}, 'void *'), 0xffffffffffffffffn],
    [8, asInt64, -1],
    [4, asUint32, 0xffffffff],
    [4, asInt32, -1],
  ]
  for (const [pointerBytes, change, value] of rows) {
    const simulation = simulate({ pointerBytes, device: 'missing' })
    const only: Change = abi => ({
      ...abi,
      functions: {
        ...abi.functions,
        CreateFileW: {
          ...abi.functions.CreateFileW,
          returns: change(abi).functions.CreateFileW.returns,
        },
      },
    })
    const failed = bound(simulation, 'CreateFileW', only)(
      simulation.text('\\\\.\\COM7'),
      0xc0000000,
      0,
      0n,
      3,
      0,
      0n,
    )
    t.equal(failed, value)
    t.equal(simulation.kernel.lastError(), 2)
    t.equal(
      simulation.kernel.lastTrueHandle(),
      simulation.allOnes,
      'the kernel knows what it really returned',
    )
  }
})

t.test('a sentinel cut to 32 bits is another handle', { skip: noWideHandles }, async t => {
  const simulation = simulate()
  t.equal(bound(simulation, 'GetHandleInformation', asUint32)(0xffffffff, simulation.bytes(4)), 0)
  t.equal(simulation.kernel.lastError(), 6)
  t.equal(bound(simulation, 'GetHandleInformation', asInt32)(-1, simulation.bytes(4)), 1)
})

t.test('a high handle does not survive a cut', async t => {
  const simulation = simulate({ policy: { kernelHandles: 'high', pointerLike: 'low' } })
  const event = bound(simulation, 'CreateEventW', asUint32)(0n, 1, 0, 0n) ?? 0
  t.equal(bound(simulation, 'SetEvent', asUint32)(event), 0)
  t.equal(simulation.kernel.lastError(), 6)
})

t.test('on ia32 a 64-bit argument takes two slots, and the next one comes late', async t => {
  const simulation = simulate({ pointerBytes: 4 })
  const port = open(simulation).returned
  t.equal(
    bound(simulation, 'SetEvent', asInt64)(createEvent(simulation)),
    1,
    'a single argument is right in its low half',
  )
  const cell = simulation.bytes(4)
  simulation.call('SetCommMask', { hFile: port, dwEvtMask: 0 })
  bound(simulation, 'SetCommMask', asInt64)((0x80n << 32n) | port, 0x40)
  simulation.call('GetCommMask', { hFile: port, lpEvtMask: cell })
  t.equal(
    simulation.number(cell),
    0x80n,
    'the callee takes the upper half of the handle for its mask',
  )
})

t.test(
  'on ia32 a 64-bit result has leftovers in its upper half, on 64 bits it has none',
  { skip: noWideHandles },
  async t => {
    const [narrow, wide] = [simulate({ pointerBytes: 4 }), simulate({ pointerBytes: 8 })]
    const change = retype({ types: ['BOOL'], position: 'returns' }, 'int64_t')
    const failed = bound(narrow, 'SetEvent', change)(0x7770n)
    t.ok(BigInt(failed ?? 0) !== 0n, 'a failure does not look like one')
    t.equal(BigInt.asUintN(32, BigInt(failed ?? 0)), 0n)
    t.equal(bound(wide, 'SetEvent', change)(0x7770n), 0)
  },
)
