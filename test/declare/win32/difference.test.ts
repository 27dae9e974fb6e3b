import t from 'tap'
import {
  callAs,
  compose,
  narrowCells,
  narrowField,
  passAs,
  resentinel,
  reshape,
  retype,
  stateSize,
  unchanged,
  type Change,
} from '../../../src/program/changes.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import type { CType } from '../../../src/declare/win32/c-types.ts'
import { differences } from '../../../src/declare/win32/difference.ts'

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
            one.name === 'lpEvtMask' ? { ...one, cell } : one,
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
    title: 'an out-cell',
    change: narrowCells('HANDLE', 'uint32_t'),
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
    change: compose(narrowCells('HANDLE', 'uint32_t'), resentinel('zero')),
    four: ['sentinel INVALID_HANDLE_VALUE'],
    eight: ['variable HANDLE', 'sentinel INVALID_HANDLE_VALUE'],
  },
]

for (const { title, change, four, eight } of cases) {
  t.test(`differences() finds ${title}`, async t => {
    const rows = (pointerBytes: 4 | 8) =>
      differences(change(trueAbi), trueAbi, pointerBytes).map(
        ({ subject, position }) => `${subject} ${position}`,
      )
    t.same(rows(4), four, 'pointers of 4 bytes')
    t.same(rows(8), eight, 'pointers of 8 bytes')
  })
}

t.test('differences() says what was declared and what is true', async t => {
  t.same(
    differences(
      retype({ functions: ['PurgeComm'], types: ['HANDLE'] }, 'uint32_t')(trueAbi),
      trueAbi,
      8,
    ),
    [{ subject: 'PurgeComm', position: 'hFile', declared: 'uint32_t', true: 'HANDLE (void *)' }],
  )
  t.same(
    differences(reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t')(trueAbi), trueAbi, 8).slice(-2),
    [
      {
        subject: 'OVERLAPPED',
        position: 'hEvent',
        declared: '8 bytes at 16',
        true: '8 bytes at 24',
      },
      { subject: 'OVERLAPPED', position: 'size', declared: '24 bytes', true: '32 bytes' },
    ],
  )
})
