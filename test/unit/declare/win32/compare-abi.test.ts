import t from 'tap'
import {
  callAs,
  compose,
  narrowVariables,
  narrowField,
  passAs,
  resentinel,
  reshape,
  retype,
  stateSize,
  unchanged,
  type Change,
} from '../../../../src/program/changes.ts'
import type { PointerBytes } from '../../../../src/declare/win32/architecture.ts'
import { trueAbi } from '../../../../src/declare/win32/abi.ts'
import type { CType } from '../../../../src/declare/win32/c-types.ts'
import {
  deviationSchema,
  describeDeviation,
  placeOf,
  type DeviationText,
} from '../../../../src/declare/deviation.ts'
import { compareAbi } from '../../../../src/declare/win32/compare-abi.ts'

interface Case {
  readonly title: string
  readonly change: Change
  /** Subject and position of each row, with pointers of 4 and of 8 bytes. */
  readonly four: readonly string[]
  readonly eight: readonly string[]
}

/** GetCommMask with a variable of its own type. */
function declareApart(cell: CType): Change {
  return abi => {
    const { GetCommMask } = abi.functions
    return {
      ...abi,
      functions: {
        ...abi.functions,
        GetCommMask: {
          ...GetCommMask,
          parameters: GetCommMask.parameters.map(one =>
            one.name === 'lpEvtMask' ? { ...one, variable: cell } : one,
          ),
        },
      },
    }
  }
}

/** OVERLAPPED with hEvent at a place, and a size. */
function putHEvent(offset: number, size: number): Change {
  return abi => {
    const { OVERLAPPED } = abi.structs
    const members = OVERLAPPED.members.map(member =>
      'name' in member && member.name === 'hEvent' ? { ...member, offset } : member,
    )
    return { ...abi, structs: { ...abi.structs, OVERLAPPED: { ...OVERLAPPED, members, size } } }
  }
}

const cases: readonly Case[] = [
  { title: 'nothing', change: unchanged, four: [], eight: [] },
  {
    title: 'a HANDLE cut to 32 bits, wrong only on 64 bits',
    change: retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t'),
    four: [],
    eight: ['PurgeComm hFile'],
  },
  {
    title: 'a HANDLE of 64 bits, wrong only on 32 bits',
    change: retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'int64_t'),
    four: ['PurgeComm hFile'],
    eight: [],
  },
  {
    title: 'a sign, which matters to nobody',
    change: retype({ functions: ['PurgeComm'], types: ['DWORD'] }, 'int32_t'),
    four: [],
    eight: [],
  },
  {
    title: 'a result',
    change: retype({ functions: ['CreateEventW'], position: 'returns' }, 'int32_t'),
    four: [],
    eight: ['CreateEventW returns'],
  },
  {
    title: 'leftovers in an upper half',
    change: passAs({ functions: ['SetEvent'] }, 'upper-garbage'),
    four: [],
    eight: ['SetEvent hEvent'],
  },
  {
    title: 'a calling convention, which exists on 32 bits only',
    change: callAs(['CancelIo'], '__cdecl'),
    four: ['CancelIo convention'],
    eight: [],
  },
  {
    title: 'a shrunk struct',
    change: reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'),
    four: [],
    eight: [
      'OVERLAPPED Internal',
      'OVERLAPPED InternalHigh',
      'OVERLAPPED Offset',
      'OVERLAPPED OffsetHigh',
      'OVERLAPPED Pointer',
      'OVERLAPPED hEvent',
      'OVERLAPPED size',
    ],
  },
  {
    title: 'a field kept narrow',
    change: narrowField('OVERLAPPED', 'hEvent', 'uint32_t', 4),
    four: ['OVERLAPPED size'],
    eight: ['OVERLAPPED hEvent'],
  },
  {
    title: 'a stated size',
    change: stateSize('SP_DEVINFO_DATA', 28),
    four: [],
    eight: ['SP_DEVINFO_DATA cbSize'],
  },
  {
    title: 'an out variable',
    change: narrowVariables('HANDLE', 'uint32_t'),
    four: [],
    eight: ['variable HANDLE'],
  },
  {
    title: 'one variable declared apart',
    change: declareApart('uint16_t'),
    four: ['GetCommMask lpEvtMask'],
    eight: ['GetCommMask lpEvtMask'],
  },
  {
    title: 'one variable as wide as a pointer, right on 32 bits',
    change: declareApart('uintptr_t'),
    four: [],
    eight: ['GetCommMask lpEvtMask'],
  },
  {
    title: 'a field put elsewhere',
    change: putHEvent(40, 48),
    four: ['OVERLAPPED hEvent', 'OVERLAPPED size'],
    eight: ['OVERLAPPED hEvent', 'OVERLAPPED size'],
  },
  {
    title: 'a field put where it is',
    change: putHEvent(24, 32),
    four: ['OVERLAPPED hEvent', 'OVERLAPPED size'],
    eight: [],
  },
  {
    title: 'a sentinel',
    change: resentinel('uint32-ones'),
    four: ['sentinel INVALID_HANDLE_VALUE'],
    eight: ['sentinel INVALID_HANDLE_VALUE'],
  },
  {
    title: 'two things at once',
    change: compose(narrowVariables('HANDLE', 'uint32_t'), resentinel('zero')),
    four: ['sentinel INVALID_HANDLE_VALUE'],
    eight: ['variable HANDLE', 'sentinel INVALID_HANDLE_VALUE'],
  },
]

for (const { title, change, four, eight } of cases) {
  t.test(`compareAbi() finds ${title}`, async t => {
    const rows = (pointerBytes: PointerBytes) =>
      compareAbi(change(trueAbi), pointerBytes).map(deviation => {
        t.same(deviationSchema.parse(JSON.parse(JSON.stringify(deviation))), deviation)
        const { subject, position } = placeOf(deviation)
        return `${subject} ${position}`
      })
    t.same(rows(4), four, 'pointers of 4 bytes')
    t.same(rows(8), eight, 'pointers of 8 bytes')
  })
}

const handleAsU32 = retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t')

t.test('compareAbi() gives data', async t => {
  t.same(compareAbi(handleAsU32(trueAbi), 8), [
    {
      kind: 'width',
      place: { at: 'parameter', function: 'PurgeComm', parameter: 'hFile' },
      declared: { type: 'uint32_t', kind: 'unsigned', bytes: 4 },
      true: { type: 'HANDLE', kind: 'pointer', bytes: 8, cType: 'void *' },
    },
  ])
  t.same(compareAbi(reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t')(trueAbi), 8).slice(-2), [
    {
      kind: 'field',
      struct: 'OVERLAPPED',
      field: 'hEvent',
      declared: { type: 'void *', offset: 16, bytes: 8 },
      true: { type: 'void *', offset: 24, bytes: 8 },
    },
    { kind: 'size', struct: 'OVERLAPPED', declared: 24, true: 32 },
  ])
})

const described: readonly (readonly [Change, PointerBytes, DeviationText])[] = [
  [
    handleAsU32,
    8,
    { subject: 'PurgeComm', position: 'hFile', declared: 'uint32_t', true: 'HANDLE (void *)' },
  ],
  [
    compose(handleAsU32, passAs({ functions: ['PurgeComm'] }, 'upper-ones')),
    8,
    {
      subject: 'PurgeComm',
      position: 'hFile',
      declared: 'uint32_t, upper-ones',
      true: 'HANDLE (void *)',
    },
  ],
  [
    putHEvent(16, 32),
    8,
    {
      subject: 'OVERLAPPED',
      position: 'hEvent',
      declared: '8 bytes at 16',
      true: '8 bytes at 24',
    },
  ],
  [
    putHEvent(24, 24),
    8,
    { subject: 'OVERLAPPED', position: 'size', declared: '24 bytes', true: '32 bytes' },
  ],
  [stateSize('DCB', 20), 4, { subject: 'DCB', position: 'DCBlength', declared: '20', true: '28' }],
  [
    declareApart('uint16_t'),
    4,
    {
      subject: 'GetCommMask',
      position: 'lpEvtMask',
      declared: 'uint16_t *, to 2 bytes',
      true: 'DWORD *, to 4 bytes',
    },
  ],
  [
    narrowVariables('HANDLE', 'uint32_t'),
    8,
    {
      subject: 'variable',
      position: 'HANDLE',
      declared: 'uint32_t, 4 bytes',
      true: 'void *, 8 bytes',
    },
  ],
  [
    callAs(['CancelIo'], '__cdecl'),
    4,
    { subject: 'CancelIo', position: 'convention', declared: '__cdecl', true: '__stdcall' },
  ],
  [
    resentinel('zero'),
    8,
    { subject: 'sentinel', position: 'INVALID_HANDLE_VALUE', declared: 'zero', true: 'all-ones' },
  ],
  [
    retype({ functions: ['HeapAlloc'], types: ['SIZE_T'] }, 'uint32_t'),
    8,
    { subject: 'HeapAlloc', position: 'dwBytes', declared: 'uint32_t', true: 'SIZE_T (uintptr_t)' },
  ],
]

t.test('describeDeviation() says what was declared and what is true', async t => {
  for (const [change, pointerBytes, text] of described) {
    const [first] = compareAbi(change(trueAbi), pointerBytes).map(describeDeviation)
    t.same(first, text)
  }
})
