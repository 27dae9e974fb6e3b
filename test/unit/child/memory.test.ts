import { fenceBytes } from '../../../src/program/room.ts'
import t from 'tap'
import { fence, poison } from '../../../src/program/objects.ts'
import {
  addressOf,
  brokenFence,
  contentHex,
  restoreFences,
  objectAt,
  placeObjects,
  poisonObject,
  readField,
  readUnsigned,
  writeField,
  writeUnsigned,
  type Arena,
  type Memory,
} from '../../../src/child/memory.ts'
import {
  leaveBehind,
  narrowVariables,
  reshape,
  startWith,
  unchanged,
  type Change,
} from '../../../src/program/changes.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import type { MemoryObject } from '../../../src/program/step.ts'

const objects: Readonly<Record<string, MemoryObject>> = {
  path: { kind: 'text', text: 'COM1' },
  name: { kind: 'ascii', text: 'Ab' },
  message: { kind: 'bytes', hex: '0102ff' },
  overlapped: { kind: 'struct', struct: 'OVERLAPPED' },
  handle: { kind: 'variable', type: 'HANDLE' },
  buffer: { kind: 'buffer', bytes: 5 },
}

function memoryOf(bytes: number): Memory {
  return { base: 0x7ff000010000n, bytes: new Uint8Array(bytes) }
}

function arenaOf(change: Change = unchanged, pointerBytes: 4 | 8 = 8): Arena {
  return placeObjects(memoryOf(0x1000), objects, change(trueAbi), pointerBytes)
}

t.test('placeObjects() fills what the program fills and poisons the rest', async t => {
  const arena = arenaOf()
  t.equal(contentHex(arena, 'path'), '43004f004d0031000000')
  t.equal(contentHex(arena, 'name'), '416200')
  t.equal(contentHex(arena, 'message'), '0102ff')
  t.equal(contentHex(arena, 'overlapped'), poison.toString(16).repeat(32))
  t.equal(contentHex(arena, 'handle'), poison.toString(16).repeat(8))
  t.equal(contentHex(arena, 'buffer'), poison.toString(16).repeat(5))
})

t.test('placeObjects() fences each object on both sides and aligns it to 16', async t => {
  const arena = arenaOf()
  for (const [name, { offset, size }] of Object.entries(arena.placed)) {
    t.equal(offset % 16, 0, `${name} is aligned`)
    const around = [
      ...arena.memory.bytes.subarray(offset - fenceBytes, offset),
      ...arena.memory.bytes.subarray(offset + size, offset + size + fenceBytes),
    ]
    t.ok(
      around.every(byte => byte === fence),
      `${name} is fenced`,
    )
    t.equal(brokenFence(arena, name), undefined)
    t.equal(addressOf(arena, name), arena.memory.base + BigInt(offset))
    t.equal(objectAt(arena, addressOf(arena, name))?.object, objects[name])
  }
})

t.test('placeObjects() makes objects as large as they are declared', async t => {
  const sizes = (change: Change, pointerBytes: 4 | 8) =>
    ['overlapped', 'handle'].map(name => arenaOf(change, pointerBytes).placed[name]?.size)
  t.same(sizes(unchanged, 8), [32, 8])
  t.same(sizes(unchanged, 4), [20, 4])
  t.same(sizes(reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'), 8), [24, 8])
  t.same(sizes(narrowVariables('HANDLE', 'uint32_t'), 8), [32, 4])
})

t.test('placeObjects() starts and surrounds a struct as the ABI says', async t => {
  t.equal(contentHex(arenaOf(startWith('OVERLAPPED', 'zeros')), 'overlapped'), '00'.repeat(32))
  const arena = arenaOf(leaveBehind('OVERLAPPED', 'zeros'))
  const { offset, size } = arena.placed['overlapped'] ?? { offset: 0, size: 0 }
  t.ok(
    arena.memory.bytes
      .subarray(offset + size, offset + size + fenceBytes)
      .every(byte => byte === 0),
  )
  t.equal(
    brokenFence(arena, 'overlapped'),
    undefined,
    'zeros behind it are not taken for an overwrite',
  )
})

t.test('placeObjects() refuses what does not fit or is not declared', async t => {
  t.throws(() => placeObjects(memoryOf(300), objects, trueAbi, 8), {
    message: "The plan's memory does not fit into 300 bytes",
  })
  t.throws(() => placeObjects(memoryOf(0x1000), objects, { ...trueAbi, structs: {} }, 8), {
    message: 'The plan declares no struct OVERLAPPED',
  })
})

t.test('brokenFence() shows one byte too many on either side, once', async t => {
  for (const [where, distance] of [
    ['before', -1],
    ['behind', 5],
  ] as const) {
    const arena = arenaOf()
    arena.memory.bytes[(arena.placed['buffer']?.offset ?? 0) + distance] = 0
    t.match(brokenFence(arena, 'buffer'), new RegExp(`^${where}:[0-9a-f]+$`))
    t.equal(brokenFence(arena, 'handle'), undefined, 'the neighbour is whole')
    restoreFences(arena, 'buffer')
    t.equal(brokenFence(arena, 'buffer'), undefined)
  }
})

t.test('poisonObject() puts back what was there before anybody wrote', async t => {
  const arena = arenaOf()
  for (const name of ['message', 'handle'] as const) {
    const placed = arena.placed[name]
    const before = contentHex(arena, name)
    if (!placed) throw new Error(name)
    arena.memory.bytes.fill(0, placed.offset, placed.offset + placed.size)
    poisonObject(arena.memory, placed)
    t.equal(contentHex(arena, name), before)
  }
})

t.test('writeField() writes at the declared width and nowhere else', async t => {
  const arena = arenaOf(reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'))
  writeField(arena, 'overlapped', 'hEvent', 0x1122334455667788n)
  t.equal(contentHex(arena, 'overlapped'), `${'a5'.repeat(16)}8877665544332211`)
  writeField(arena, 'overlapped', 'Internal', -1n)
  t.equal(readField(arena, 'overlapped', 'Internal'), 0xffffffffn)
  t.equal(readField(arena, 'overlapped', 'InternalHigh'), 0xa5a5a5a5n)
  writeField(arena, 'handle', '', 0xd0n)
  t.equal(readField(arena, 'handle', ''), 0xd0n)
  t.throws(() => writeField(arena, 'overlapped', 'hEvents', 0n), {
    message: "The object 'overlapped' has no field 'hEvents'",
  })
  t.throws(() => readField(arena, 'nothing', ''), {
    message: "The plan has no memory object 'nothing'",
  })
})

t.test('readUnsigned() reads back what writeUnsigned() wrote, cut to its width', async t => {
  const memory = memoryOf(16)
  for (const bytes of [1, 2, 4, 8]) {
    for (const value of [0n, 1n, 0x80n, 0x5afe0001000000d0n, -1n]) {
      writeUnsigned(memory, 3, bytes, value)
      t.equal(
        readUnsigned(memory, 3, bytes),
        BigInt.asUintN(8 * bytes, value),
        `${value} in ${bytes} bytes`,
      )
    }
  }
})

t.test('contentHex() is cut where an object is long', async t => {
  t.equal(contentHex(arenaOf(), 'overlapped', 3), 'a5a5a5')
})
