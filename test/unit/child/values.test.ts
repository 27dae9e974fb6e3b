import t from 'tap'
import {
  evaluate,
  hexReturned,
  pass,
  received,
  shapeFor,
  type ValueSources,
} from '../../../src/child/values.ts'
import { stateSize } from '../../../src/program/changes.ts'
import {
  address,
  flags,
  nothing,
  number,
  sizeOf,
  variable,
} from '../../../src/program/step-builders.ts'
import { trueAbi, type Passing, type AbiSlot } from '../../../src/declare/win32/abi.ts'
import type { CType } from '../../../src/declare/win32/c-types.ts'

function sources(pointerBytes: 4 | 8 = 8, abi = trueAbi): ValueSources {
  return {
    abi,
    pointerBytes,
    variable: name => (name === 'port' ? 208 : 0x5afe0001000000d0n),
    address: () => 0x7ff000010030n,
  }
}

t.test('evaluate() gives each form of argument its value', async t => {
  t.equal(evaluate(nothing, sources()), 0)
  t.equal(evaluate(number(42), sources()), 42)
  t.equal(
    evaluate(flags('GENERIC_READ', 'GENERIC_WRITE'), sources()),
    0xc0000000,
    'unsigned, although bit 31 is set',
  )
  t.equal(evaluate(flags(), sources()), 0)
  t.equal(evaluate(variable('port'), sources()), 208)
  t.equal(evaluate(address('buffer'), sources()), 0x7ff000010030n)
  t.equal(evaluate(sizeOf('SP_DEVINFO_DATA'), sources(8)), 32)
  t.equal(evaluate(sizeOf('SP_DEVINFO_DATA'), sources(4)), 28)
  t.equal(
    evaluate(sizeOf('SP_DEVINFO_DATA'), sources(8, stateSize('SP_DEVINFO_DATA', 28)(trueAbi))),
    28,
    'what the program states',
  )
  t.throws(() => evaluate(sizeOf('DCB'), { ...sources(), abi: { ...trueAbi, structs: {} } }), {
    message: 'The plan declares no struct DCB',
  })
})

const passes: readonly {
  value: number | bigint
  passing: Passing
  pointerBytes: 4 | 8
  gives: number | bigint
}[] = [
  { value: 0xd0, passing: 'plain', pointerBytes: 8, gives: 0xd0 },
  { value: 0xd0, passing: 'upper-garbage', pointerBytes: 8, gives: 0x5eed0bad000000d0n },
  { value: 0xd0, passing: 'upper-garbage', pointerBytes: 4, gives: 0xd0 },
  { value: -1, passing: 'upper-garbage', pointerBytes: 8, gives: 0x5eed0badffffffffn },
  { value: 0xd0, passing: 'upper-ones', pointerBytes: 8, gives: 0xffffffff000000d0n },
  { value: 0x7fffffffffffffffn, passing: 'double', pointerBytes: 8, gives: 0x8000000000000000n },
  {
    value: 0x5afe0001000000d1n,
    passing: 'double',
    pointerBytes: 8,
    gives: BigInt(Number(0x5afe0001000000d1n)),
  },
  { value: -1n, passing: 'double', pointerBytes: 8, gives: -1n },
  { value: 0x5afe0001000000d1n, passing: 'double', pointerBytes: 4, gives: 0x5afe0001000000d1n },
  { value: 0xffffffffn, passing: 'checked-32', pointerBytes: 8, gives: 0xffffffffn },
  { value: -1n, passing: 'checked-32', pointerBytes: 8, gives: -1n },
]

for (const { value, passing, pointerBytes, gives } of passes) {
  t.test(
    `pass() hands ${value} over as ${passing} with pointers of ${pointerBytes} bytes`,
    async t => {
      t.equal(pass(value, passing, pointerBytes), gives)
    },
  )
}

t.test('pass() refuses what a checked conversion to 32 bits refuses, and names it', async t => {
  t.throws(() => pass(0x5afe0001000000d0n, 'checked-32', 8), {
    name: 'RangeError',
    message: '0x5afe0001000000d0 does not fit into 32 bits',
  })
  t.throws(() => pass(0x100000000n, 'checked-32', 8), RangeError)
  t.throws(() => pass(-0x80000001n, 'checked-32', 8), RangeError)
})

function slot(declared: CType): AbiSlot {
  return { type: 'HANDLE', declared, passing: 'plain' }
}

t.test(
  'shapeFor() gives koffi an unsigned bigint for a pointer and leaves the rest alone',
  async t => {
    t.equal(shapeFor(slot('void *'), -1, 8), 0xffffffffffffffffn)
    t.equal(shapeFor(slot('void *'), -1, 4), 0xffffffffn)
    t.equal(shapeFor(slot('int32_t'), -1, 8), -1)
  },
)

t.test('received() is what the callee sees in a slot as wide as a pointer', async t => {
  const tagged = 0x5afe0001000000d0n
  t.equal(received(tagged, slot('void *'), 8), tagged)
  t.equal(received(tagged, slot('uint32_t'), 8), 0xd0n)
  t.equal(received(-1, slot('int32_t'), 8), 0xffffffffffffffffn)
  t.equal(received(-1, slot('uint32_t'), 8), 0xffffffffn)
  t.equal(received(0x80000004n, slot('int32_t'), 8), 0xffffffff80000004n)
  t.equal(received(-1, slot('int64_t'), 4), 0xffffffffn)
})

t.test('hexReturned() is unsigned at the declared width', async t => {
  t.equal(hexReturned(-1, slot('int32_t'), 8), '0xffffffff')
  t.equal(hexReturned(-1n, slot('void *'), 8), '0xffffffffffffffff')
  t.equal(hexReturned(-1, slot('void *'), 4), '0xffffffff')
  t.equal(hexReturned(undefined, slot('void'), 8), '0x0')
  t.equal(hexReturned(300, slot('uint8_t'), 8), '0x2c')
})
