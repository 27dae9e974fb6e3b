import t from 'tap'
import {
  callAs,
  compose,
  flattenUnions,
  leaveBehind,
  narrowVariables,
  narrowField,
  passAs,
  resentinel,
  reshape,
  retype,
  startWith,
  stateSize,
  unchanged,
  type Change,
} from '../../../src/program/changes.ts'
import { trueAbi, type Abi } from '../../../src/declare/win32/abi.ts'
import { functionNames } from '../../../src/declare/win32/functions.ts'
import { layoutOf } from '../../../src/declare/win32/layout.ts'

/** Slots that a change declared or passed otherwise, as `function place: type, passing`. */
function changedSlots(abi: Abi): string[] {
  return functionNames.flatMap(name => {
    const truth = trueAbi.functions[name]
    const own = abi.functions[name]
    const slots = [
      ['returns', own.returns, truth.returns] as const,
      ...own.parameters.map((slot, index) => [slot.name, slot, truth.parameters[index]] as const),
    ]
    return slots.flatMap(([place, slot, right]) =>
      slot.declared === right?.declared && slot.passing === right.passing
        ? []
        : [`${name} ${place}: ${slot.declared}, ${slot.passing}`],
    )
  })
}

const slotCases: readonly { title: string; change: Change; gives: readonly string[] }[] = [
  { title: 'unchanged() changes nothing', change: unchanged, gives: [] },
  {
    title: 'retype() takes a type in one function',
    change: retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t'),
    gives: ['PurgeComm hFile: uint32_t, plain'],
  },
  {
    title: 'retype() takes results alone',
    change: retype(
      { functions: ['CreateEventW', 'PurgeComm'], types: ['HANDLE'], position: 'returns' },
      'int32_t',
    ),
    gives: ['CreateEventW returns: int32_t, plain'],
  },
  {
    title: 'retype() takes parameters alone',
    change: retype(
      { functions: ['CreateFileW'], types: ['HANDLE'], position: 'parameters' },
      'int32_t',
    ),
    gives: ['CreateFileW hTemplateFile: int32_t, plain'],
  },
  {
    title: 'retype() counts parameters from 1',
    change: retype({ functions: ['DuplicateHandle'], types: ['HANDLE'], from: 3 }, 'int32_t'),
    gives: ['DuplicateHandle hTargetProcessHandle: int32_t, plain'],
  },
  {
    title: 'retype() takes parameters by name',
    change: retype(
      { functions: ['ReadFile', 'WriteFile'], parameters: ['lpOverlapped'] },
      'uint32_t',
    ),
    gives: ['WriteFile lpOverlapped: uint32_t, plain', 'ReadFile lpOverlapped: uint32_t, plain'],
  },
  {
    title: 'passAs() leaves results alone',
    change: passAs({ functions: ['CreateFileW'], types: ['HANDLE'] }, 'upper-garbage'),
    gives: ['CreateFileW hTemplateFile: void *, upper-garbage'],
  },
  {
    title: 'compose() applies one after the other',
    change: compose(
      retype({ functions: ['SetEvent'], types: ['HANDLE'] }, 'int32_t'),
      passAs({ functions: ['SetEvent'] }, 'checked-32'),
    ),
    gives: ['SetEvent hEvent: int32_t, checked-32'],
  },
]

for (const { title, change, gives } of slotCases) {
  t.test(title, async t => {
    t.same(changedSlots(change(trueAbi)).sort(), [...gives].sort())
  })
}

t.test('retype() without restriction takes every place of a type in every function', async t => {
  const count = functionNames.reduce(
    (sum, name) =>
      sum +
      [trueAbi.functions[name].returns, ...trueAbi.functions[name].parameters].filter(
        ({ type }) => type === 'HANDLE',
      ).length,
    0,
  )
  t.equal(changedSlots(retype({ types: ['HANDLE'] }, 'uint32_t')(trueAbi)).length, count)
})

t.test(
  'a function in which nothing is changed stays the same object, which nobody compares',
  async t => {
    const { functions } = retype(
      { types: ['HANDLE'], functions: ['Sleep', 'CloseHandle'] },
      'uint32_t',
    )(trueAbi)
    t.equal(functions.Sleep, trueAbi.functions.Sleep)
    t.not(functions.CloseHandle, trueAbi.functions.CloseHandle)
  },
)

t.test('callAs() changes the convention of the named functions, or of all', async t => {
  const some = callAs(['CancelIo'], '__cdecl')(trueAbi)
  t.same(
    functionNames.filter(name => some.functions[name].convention === '__cdecl'),
    ['CancelIo'],
  )
  const all = callAs(undefined, '__cdecl')(trueAbi)
  t.ok(functionNames.every(name => all.functions[name].convention === '__cdecl'))
})

/** Offset of each field, and the size, as a change leaves a struct. */
function places(
  change: Change,
  struct: 'OVERLAPPED' | 'SP_DEVINFO_DATA',
  pointerBytes: 4 | 8,
): Record<string, number> {
  const { fields, size } = layoutOf(change(trueAbi).structs[struct], pointerBytes)
  return {
    ...Object.fromEntries(Object.entries(fields).map(([name, { offset }]) => [name, offset])),
    size,
  }
}

t.test('reshape() moves what follows', async t => {
  const change = reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t')
  t.same(places(change, 'OVERLAPPED', 8), {
    Internal: 0,
    InternalHigh: 4,
    Offset: 8,
    OffsetHigh: 12,
    Pointer: 8,
    hEvent: 16,
    size: 24,
  })
  t.same(
    places(change, 'OVERLAPPED', 4),
    places(unchanged, 'OVERLAPPED', 4),
    'and is right in a process with pointers of 4 bytes',
  )
})

t.test('reshape() reaches into unions', async t => {
  t.equal(
    layoutOf(reshape('OVERLAPPED', 'PVOID', 'uint32_t')(trueAbi).structs.OVERLAPPED, 8).fields[
      'Pointer'
    ]?.bytes,
    4,
  )
})

t.test('flattenUnions() lays the alternatives one behind the other', async t => {
  t.same(places(flattenUnions('OVERLAPPED'), 'OVERLAPPED', 8), {
    Internal: 0,
    InternalHigh: 8,
    Offset: 16,
    OffsetHigh: 20,
    Pointer: 24,
    hEvent: 32,
    size: 40,
  })
})

t.test('narrowField() keeps the fields behind it where they were', async t => {
  const { fields, size } = layoutOf(
    narrowField('OVERLAPPED', 'InternalHigh', 'uint32_t', 4)(trueAbi).structs.OVERLAPPED,
    8,
  )
  t.same(
    [fields['InternalHigh'], fields['hEvent']?.offset, size],
    [{ offset: 8, bytes: 4, type: 'uint32_t', count: 1 }, 24, 32],
  )
})

t.test('changes of memory and sentinel set what they name and nothing else', async t => {
  const { OVERLAPPED } = trueAbi.structs
  t.same(stateSize('SP_DEVINFO_DATA', 28)(trueAbi).structs.SP_DEVINFO_DATA.statedSize, 28)
  t.same(leaveBehind('OVERLAPPED', 'zeros')(trueAbi).structs.OVERLAPPED, {
    ...OVERLAPPED,
    behind: 'zeros',
  })
  t.same(startWith('OVERLAPPED', 'zeros')(trueAbi).structs.OVERLAPPED, {
    ...OVERLAPPED,
    initially: 'zeros',
  })
  t.same(resentinel('zero')(trueAbi), { ...trueAbi, sentinel: 'zero' })
  t.same(narrowVariables('HANDLE', 'uint32_t')(trueAbi).variables, {
    ...trueAbi.variables,
    HANDLE: 'uint32_t',
  })
})

t.test('no change touches the ABI it is given', async t => {
  const before = JSON.stringify(trueAbi)
  compose(
    retype({}, 'uint8_t'),
    passAs({}, 'double'),
    callAs(undefined, '__cdecl'),
    flattenUnions('OVERLAPPED'),
    narrowField('OVERLAPPED', 'hEvent', 'uint32_t', 4),
    resentinel('zero'),
    narrowVariables('DWORD', 'uint16_t'),
  )(trueAbi)
  t.equal(JSON.stringify(trueAbi), before)
})
