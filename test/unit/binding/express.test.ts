import t from 'tap'
import { ctypesVocabulary } from '../../../src/declare/readers/ctypes/vocabulary.ts'
import { koffiVocabulary } from '../../../src/declare/readers/koffi/vocabulary.ts'
import type { Declaration, DeclaredType, FailureTest } from '../../../src/declare/model.ts'
import { express } from '../../../src/binding/express.ts'
import type { Expressed } from '../../../src/binding/expressed.ts'
import { serial } from '../../../src/program/sequences/serial/index.ts'
import { trueAbi } from '../../../src/declare/win32/abi.ts'
import type { PointerBytes } from '../../../src/declare/win32/architecture.ts'
import { describeDeviation } from '../../../src/declare/deviation.ts'
import { compareAbi } from '../../../src/declare/win32/compare-abi.ts'

const pointer: DeclaredType = { spelled: 'void *', kind: 'pointer', bytes: 8 }
const u32: DeclaredType = { spelled: 'uint32_t', kind: 'unsigned', bytes: 4 }
const i32: DeclaredType = { spelled: 'int', kind: 'signed', bytes: 4 }
const i64: DeclaredType = { spelled: 'int64_t', kind: 'signed', bytes: 8 }
const nothing: DeclaredType = { spelled: 'void', kind: 'void', bytes: 0 }
const to = (target: DeclaredType): DeclaredType => ({ ...pointer, to: target })
const struct = (spelled: string, bytes: number): DeclaredType => ({
  spelled,
  kind: 'struct',
  bytes,
})

type Made = Extract<Declaration, { kind: 'function' }>

function made(
  name: string,
  result: Made['result'],
  parameters: Made['parameters'],
  more: Partial<Made> = {},
): Made {
  return {
    kind: 'function',
    name,
    library: 'kernel32.dll',
    convention: 'stdcall',
    result,
    parameters,
    place: {},
    ...more,
  }
}

const purge = (handle: DeclaredType, more?: Partial<Made>): Made =>
  made('PurgeComm', i32, [handle, u32], more)
const write = (cell: DeclaredType, overlapped: DeclaredType = pointer): Made =>
  made('WriteFile', i32, [pointer, pointer, u32, cell, overlapped])
const open = (result: DeclaredType): Made =>
  made('CreateFileW', result, [{ ...pointer, text: 2 }, u32, u32, pointer, u32, u32, pointer])

function looksFor(result: DeclaredType, ...tests: readonly FailureTest[]): Declaration[] {
  return [open(result), { kind: 'comparison', function: 'CreateFileW', tests, result, place: {} }]
}

const number = (value: bigint, loose = false): FailureTest => ({
  spelled: '',
  value: { kind: 'number', value },
  loose,
})
const undeclared = (positions?: readonly number[]): Made['parameters'] => ({
  kind: 'undeclared',
  fallback: i32,
  ...(positions && { positions }),
})

function overlapped(
  name: string,
  fields: readonly (readonly [string, number, number])[],
  bytes: number,
): Declaration {
  return {
    kind: 'struct',
    name,
    bytes,
    fields: fields.map(([field, offset, width]) => ({
      name: field,
      offset,
      type: { spelled: '', kind: 'unsigned', bytes: width },
    })),
    place: {},
  }
}

const narrowOverlapped = [
  ['Internal', 0, 4],
  ['InternalHigh', 4, 4],
  ['Offset', 8, 4],
  ['OffsetHigh', 12, 4],
  ['hEvent', 16, 8],
] as const

function expressed(
  declarations: readonly Declaration[],
  ffi: 'koffi' | 'ctypes' = 'koffi',
  pointerBytes: PointerBytes = 8,
): Expressed {
  return express(declarations, serial, {
    vocabulary: ffi === 'koffi' ? koffiVocabulary(3) : ctypesVocabulary,
    pointerBytes,
  })
}

function rows(found: Expressed, pointerBytes: PointerBytes = 8): string[] {
  return compareAbi(found.abi, pointerBytes)
    .map(describeDeviation)
    .map(({ subject, position, declared }) => `${subject}.${position}: ${declared}`)
}

const taken: readonly (readonly [
  title: string,
  declarations: readonly Declaration[],
  gives: readonly string[],
  ffi?: 'koffi' | 'ctypes',
  pointerBytes?: PointerBytes,
])[] = [
  ['nothing', [], []],
  ['a right function', [purge(pointer)], []],
  ['a HANDLE of another class and the right width', [purge(i64)], []],
  ['a narrow parameter', [purge(u32)], ['PurgeComm.hFile: uint32_t']],
  ['a narrow result', [open(u32)], ['CreateFileW.returns: uint32_t']],
  [
    'the A variant in place of the W variant',
    [made('CreateEventA', i32, [pointer, i32, i32, { ...pointer, text: 1 }])],
    ['CreateEventW.returns: int32_t'],
  ],
  [
    'the name without its letter',
    [made('CreateEvent', i32, [pointer, i32, i32, pointer])],
    ['CreateEventW.returns: int32_t'],
  ],
  [
    'the W variant where the A variant is declared otherwise',
    [
      made('CreateEventA', i32, [pointer, i32, i32, pointer]),
      made('CreateEventW', pointer, [pointer, i32, i32, pointer]),
    ],
    [],
  ],
  ['the last of several declarations', [purge(u32), purge(pointer)], []],
  [
    "a function of that name in a library that is none of Windows' own",
    [purge(u32, { library: 'mine.dll' })],
    [],
  ],
  [
    'a narrow variable behind a pointer',
    [write(to({ spelled: 'uint16_t', kind: 'unsigned', bytes: 2 }))],
    ['WriteFile.lpNumberOfBytesWritten: uint16_t *, to 2 bytes'],
  ],
  ['bytes behind a pointer', [write(to({ spelled: 'uint8_t', kind: 'unsigned', bytes: 1 }))], []],
  [
    'the convention that koffi takes by default, on ia32',
    [purge({ ...pointer, bytes: 4 }, { convention: undefined as never })],
    ['PurgeComm.convention: __cdecl'],
    'koffi',
    4,
  ],
  [
    'the same on x64, where there is one convention',
    [purge(pointer, { convention: undefined as never })],
    [],
  ],
  [
    'a result that ctypes takes for an int',
    [made('CreateEventW', { kind: 'undeclared', fallback: i32 }, [pointer, i32, i32, pointer])],
    ['CreateEventW.returns: int32_t'],
    'ctypes',
  ],
  [
    'numbers at positions that are not declared',
    [made('PurgeComm', i32, undeclared([0, 1]))],
    ['PurgeComm.hFile: int32_t, checked-32'],
    'ctypes',
  ],
  [
    'objects at positions that are not declared',
    [made('PurgeComm', i32, undeclared([1]))],
    [],
    'ctypes',
  ],
  [
    'a call that nobody saw',
    [made('PurgeComm', i32, undeclared())],
    ['PurgeComm.hFile: int32_t, checked-32'],
    'ctypes',
  ],
  [
    'a struct by the name of Windows',
    [overlapped('OVERLAPPED', narrowOverlapped, 24)],
    [
      'OVERLAPPED.Internal: 4 bytes at 0',
      'OVERLAPPED.InternalHigh: 4 bytes at 4',
      'OVERLAPPED.Offset: 4 bytes at 8',
      'OVERLAPPED.OffsetHigh: 4 bytes at 12',
      'OVERLAPPED.Pointer: 8 bytes at 8',
      'OVERLAPPED.hEvent: 8 bytes at 16',
      'OVERLAPPED.size: 24 bytes',
    ],
  ],
  [
    'a struct by the place where it is passed',
    [
      write(pointer, to(struct('Pending', 24))),
      overlapped('Pending', narrowOverlapped, 24),
      overlapped('OVERLAPPED', [], 32),
    ].slice(0, 2),
    [
      'OVERLAPPED.Internal: 4 bytes at 0',
      'OVERLAPPED.InternalHigh: 4 bytes at 4',
      'OVERLAPPED.Offset: 4 bytes at 8',
      'OVERLAPPED.OffsetHigh: 4 bytes at 12',
      'OVERLAPPED.Pointer: 8 bytes at 8',
      'OVERLAPPED.hEvent: 8 bytes at 16',
      'OVERLAPPED.size: 24 bytes',
    ],
  ],
  [
    'a right struct with other names and its union as one field',
    [
      overlapped(
        '_OVERLAPPED',
        [
          ['a', 0, 8],
          ['b', 8, 8],
          ['where', 16, 8],
          ['event', 24, 8],
        ],
        32,
      ),
    ],
    [],
  ],
  [
    'a struct without its last field',
    [
      overlapped(
        'COMMTIMEOUTS',
        [
          ['ReadIntervalTimeout', 0, 4],
          ['ReadTotalTimeoutMultiplier', 4, 4],
        ],
        8,
      ),
    ],
    [],
  ],
  [
    'a wider first field',
    [
      overlapped(
        'COMSTAT',
        [
          ['fBits', 0, 8],
          ['cbInQue', 8, 4],
          ['cbOutQue', 12, 4],
        ],
        16,
      ),
    ],
    [
      'COMSTAT.fBitFields: 8 bytes at 0',
      'COMSTAT.cbInQue: 4 bytes at 8',
      'COMSTAT.cbOutQue: 4 bytes at 12',
      'COMSTAT.size: 16 bytes',
    ],
  ],
  [
    'a number written as the size of a struct',
    [
      overlapped('DCB', [], 28),
      { kind: 'size', struct: 'DCB', field: 'DCBlength', value: 80, place: {} },
    ],
    ['DCB.DCBlength: 80'],
  ],
  ['a right sentinel', looksFor(i64, number(-1n)), []],
  ['one right comparison of two', looksFor(i64, number(0n), number(-1n)), []],
  [
    'a sentinel of 32 bits',
    looksFor(pointer, number(0xffffffffn, true)),
    ['sentinel.INVALID_HANDLE_VALUE: uint32-ones'],
  ],
  [
    'the same on ia32, where it is right',
    looksFor({ ...pointer, bytes: 4 }, number(0xffffffffn, true)),
    [],
    'koffi',
    4,
  ],
  [
    'the same there compared by kind, where a number is no bigint',
    looksFor({ ...pointer, bytes: 4 }, number(0xffffffffn)),
    ['sentinel.INVALID_HANDLE_VALUE: unchecked'],
    'koffi',
    4,
  ],
  [
    '=== -1 for a pointer',
    looksFor(pointer, number(-1n)),
    ['sentinel.INVALID_HANDLE_VALUE: strict-minus-one'],
  ],
  [
    'NULL',
    looksFor(pointer, { spelled: '', value: { kind: 'null' }, loose: false }),
    ['sentinel.INVALID_HANDLE_VALUE: zero'],
  ],
]

for (const [title, declarations, gives, ffi, pointerBytes] of taken) {
  t.test(`express() takes ${title}`, async t => {
    t.same(rows(expressed(declarations, ffi, pointerBytes), pointerBytes), gives)
  })
}

const refused: readonly (readonly [
  title: string,
  declarations: readonly Declaration[],
  says: RegExp,
  isMistake: boolean,
  ffi?: 'koffi' | 'ctypes',
  pointerBytes?: PointerBytes,
])[] = [
  [
    'a floating point number',
    [purge({ spelled: 'double', kind: 'float', bytes: 8 })],
    /^PurgeComm\.hFile is declared as double/,
    true,
  ],
  ['a struct by value', [purge(struct('H', 8))], /^PurgeComm\.hFile is declared as H/, true],
  [
    'another number of parameters',
    [made('PurgeComm', i32, [pointer])],
    /takes 2 parameters and is declared with 1/,
    true,
  ],
  [
    'a variable number of parameters',
    [purge(pointer, { variadic: true })],
    /a variable number/,
    true,
  ],
  [
    'text of another width',
    [
      made('CreateFileW', pointer, [
        { ...pointer, text: 1, spelled: 'str' },
        u32,
        u32,
        pointer,
        u32,
        u32,
        pointer,
      ]),
    ],
    /CreateFileW\.lpFileName is declared as str/,
    true,
  ],
  [
    'fastcall on ia32',
    [purge({ ...pointer, bytes: 4 }, { convention: 'other' })],
    /calling convention/,
    true,
    'koffi',
    4,
  ],
  [
    'CDLL on ia32, which ctypes refuses',
    [purge({ ...pointer, bytes: 4 }, { convention: 'cdecl' })],
    /calling convention/,
    true,
    'ctypes',
    4,
  ],
  [
    'a struct without room for its fields',
    [overlapped('COMMTIMEOUTS', [['ReadIntervalTimeout', 0, 4]], 4)],
    /COMMTIMEOUTS \(4 bytes\) has no place/,
    true,
  ],
  [
    'a struct of a megabyte',
    [
      overlapped(
        'COMSTAT',
        [
          ['bits', 0, 4],
          ['cbInQue', 4, 4],
          ['cbOutQue', 8, 4],
        ],
        2 ** 20,
      ),
    ],
    /COMSTAT has 1048576 bytes/,
    true,
  ],
  [
    'a result that nobody looks at',
    [made('CloseHandle', nothing, [pointer])],
    /the result of CloseHandle is declared as void/,
    false,
  ],
  [
    'a type of unknown width',
    [purge({ spelled: 'Mystery', kind: 'unknown', bytes: 0 })],
    /Mystery, whose width is not known/,
    false,
  ],
  ['two declarations that differ', [purge(u32), purge(pointer)], /declared 2 times/, false],
  ['an open that is not compared', [open(pointer)], /No comparison/, false],
  [
    'the A variant',
    [made('CreateFileA', pointer, [pointer, u32, u32, pointer, u32, u32, pointer])],
    /CreateFileA was measured as CreateFileW/,
    false,
  ],
]

for (const [title, declarations, says, isMistake, ffi, pointerBytes = 8] of refused) {
  t.test(`express() says so of ${title}`, async t => {
    const found = expressed(declarations, ffi, pointerBytes)
    const remark = found.remarks.find(({ text }) => says.test(text))
    t.ok(remark)
    t.equal(
      remark?.mistake !== undefined,
      isMistake,
      found.remarks.map(({ text }) => text).join('; '),
    )
    if (isMistake) t.same(rows(found, pointerBytes), [], 'the true declaration is used')
  })
}

t.test(
  'express() lists what the sequence calls and the binding lacks, and the other way round',
  async t => {
    const { declared, missing, notCalled } = expressed([
      purge(pointer),
      made('Sleep', nothing, [u32]),
    ])
    t.same(declared, ['PurgeComm'])
    t.notOk(missing.includes('PurgeComm'))
    t.ok(missing.includes('CreateFileW'))
    t.same(notCalled, ['Sleep'])
  },
)

t.test('express() keeps the true ABI of functions that the binding does not declare', async t => {
  const { abi } = expressed([purge(u32)])
  t.equal(abi.functions.ReadFile, trueAbi.functions.ReadFile)
  t.equal(abi.structs.DCB, trueAbi.structs.DCB)
})

t.test('express() gives structs zeros to begin with, as ctypes and koffi do', async t => {
  const fields = [
    ['Internal', 0, 8],
    ['InternalHigh', 8, 8],
    ['where', 16, 8],
    ['hEvent', 24, 8],
  ] as const
  for (const ffi of ['ctypes', 'koffi'] as const)
    t.equal(
      expressed([overlapped('OVERLAPPED', fields, 32)], ffi).abi.structs.OVERLAPPED.initially,
      'zeros',
      ffi,
    )
})
