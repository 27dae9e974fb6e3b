import t from 'tap'
import {
  enumerateFaults,
  faultSequences,
  isFaultAt,
  shard,
} from '../../../src/dictionary/enumerate.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import { placeOf } from '../../../src/declare/deviation.ts'
import { compareAbi } from '../../../src/declare/win32/compare-abi.ts'

const faults = enumerateFaults()

t.test('enumerateFaults() names each fault once, in a form that a signature can hold', async t => {
  t.equal(new Set(faults.map(({ id }) => id)).size, faults.length)
  t.same(
    faults.filter(({ id }) => !/^[\w/.-]+$/.test(id)).map(({ id }) => id),
    [],
  )
  t.ok(faults.length > 1000, `${faults.length} faults`)
})

t.test('each fault is one at some pointer width', async t => {
  const idle = faults
    .filter(fault => !isFaultAt(fault, 4) && !isFaultAt(fault, 8))
    .map(({ id }) => id)
  // A size stated right, and passings of values that have no upper half.
  t.ok(idle.length < 0.02 * faults.length, idle.join(', '))
})

t.test('a fault is in one place: one function, one struct, or one type', async t => {
  for (const fault of faults.filter(
    ({ positionKind }) => positionKind === 'parameter' || positionKind === 'return',
  )) {
    const rows = compareAbi(fault.change(trueAbi), 8)
    if (rows.length > 0)
      t.same(
        rows.map(deviation => placeOf(deviation).subject),
        [fault.subject],
        fault.id,
      )
  }
})

t.test(
  'the faults reach every function of the serial sequence, though theirs is shorter',
  async t => {
    const brief = new Set(faultSequences[0]?.steps.map(step => step.function))
    t.same(
      [...new Set(serial.steps.map(step => step.function))].filter(name => !brief.has(name)),
      [],
    )
  },
)

t.test('a known bug is among them: pyserial 2.5 and its OVERLAPPED', async t => {
  const fault = faults.find(
    ({ id }) => id === 'OVERLAPPED.every-ULONG_PTR-leftovers-behind.moved-32',
  )
  t.ok(fault && isFaultAt(fault, 8) && !isFaultAt(fault, 4))
  t.equal(fault?.mistake, 'struct-layout-shrunk')
})

t.test(
  'a fault gets a child of its own where it may overwrite memory, and nowhere else',
  async t => {
    const isDangerous = (id: string, pointerBytes: 4 | 8): boolean | undefined =>
      faults.find(fault => fault.id === id)?.isDangerous(pointerBytes)
    t.equal(
      isDangerous('ReadFile.hFile.too-wide', 4),
      true,
      'the buffer behind it is read from elsewhere',
    )
    t.equal(
      isDangerous('ReadFile.hFile.too-wide', 8),
      false,
      'each parameter has a slot of its own',
    )
    t.equal(isDangerous('ReadFile.lpOverlapped.too-wide', 4), false, 'nothing is behind it')
    t.equal(
      isDangerous('CreateFileW.dwDesiredAccess.too-wide', 4),
      false,
      'what is behind it is only read',
    )
    t.equal(isDangerous('ReadFile.hFile.cut-16', 4), false, 'nothing is displaced')
    const alone = faults.filter(fault => isFaultAt(fault, 4) && fault.isDangerous(4)).length
    t.ok(alone > 50 && alone < 150, `${alone} faults run alone in a process of 32 bits`)
  },
)

t.test('shard() gives each item to exactly one shard', async t => {
  const items = Array.from({ length: 11 }, (_, index) => index)
  t.same(
    [1, 2, 3].flatMap(index => shard(items, index, 3)).sort((one, other) => one - other),
    items,
  )
})
