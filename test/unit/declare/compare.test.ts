import t from 'tap'
import { compare } from '../../../src/declare/compare.ts'
import { truthOn } from '../../../src/declare/truth.ts'
import { deviationSchema, type Deviation } from '../../../src/declare/deviation.ts'
import type { Declaration, DeclaredFunction, DeclaredType } from '../../../src/declare/model.ts'
import { koffiVocabulary } from '../../../src/declare/readers/koffi/vocabulary.ts'
import { openWidthTable } from '../../../src/declare/widths/table.ts'
import type { Architecture } from '../../../src/declare/win32/architecture.ts'

const u32: DeclaredType = { spelled: 'uint32_t', kind: 'unsigned', bytes: 4 }
const i32: DeclaredType = { spelled: 'int', kind: 'signed', bytes: 4 }
const double: DeclaredType = { spelled: 'double', kind: 'float', bytes: 8 }
const nothing: DeclaredType = { spelled: 'void', kind: 'void', bytes: 0 }
const unknown: DeclaredType = { spelled: 'what', kind: 'unknown', bytes: 0 }
const pointer: DeclaredType = { spelled: 'void *', kind: 'pointer', bytes: 8 }
const place = {}

function declare(
  name: string,
  result: DeclaredFunction['result'],
  parameters: DeclaredFunction['parameters'],
  more: Partial<DeclaredFunction> = {},
): Declaration {
  return { kind: 'function', name, result, parameters, place, ...more }
}

const handle = { type: 'HANDLE', kind: 'pointer', bytes: 8, cType: 'void *' } as const
const bool = { type: 'BOOL', kind: 'signed', bytes: 4, cType: 'int32_t' } as const

interface Case {
  readonly title: string
  readonly declaration: Declaration
  readonly architecture?: Architecture
  readonly gives: readonly Deviation[]
}

const cases: readonly Case[] = [
  { title: 'a right function', declaration: declare('CloseHandle', i32, [pointer]), gives: [] },
  {
    title: 'a function that nobody knows',
    declaration: declare('CloseHandel', i32, []),
    gives: [],
  },
  {
    title: 'a type of which nothing is known',
    declaration: declare('CloseHandle', i32, [unknown]),
    gives: [],
  },
  {
    title: 'a narrow parameter',
    declaration: declare('CloseHandle', i32, [u32]),
    gives: [
      {
        kind: 'width',
        place: { at: 'parameter', function: 'CloseHandle', parameter: 'hObject' },
        declared: { type: 'uint32_t', kind: 'unsigned', bytes: 4 },
        true: handle,
      },
    ],
  },
  {
    title: 'a narrow parameter where pointers are as narrow',
    declaration: declare('CloseHandle', i32, [u32]),
    architecture: 'ia32',
    gives: [],
  },
  {
    title: 'a floating point number for an integer',
    declaration: declare('CloseHandle', double, [pointer]),
    gives: [
      {
        kind: 'class',
        place: { at: 'result', function: 'CloseHandle' },
        declared: { type: 'double', kind: 'float', bytes: 8 },
        true: bool,
      },
    ],
  },
  {
    title: 'a result of a function that returns nothing',
    declaration: declare('Sleep', i32, [u32]),
    gives: [
      {
        kind: 'class',
        place: { at: 'result', function: 'Sleep' },
        declared: { type: 'int', kind: 'signed', bytes: 4 },
        true: { type: 'void', kind: 'void', bytes: 0 },
      },
    ],
  },
  {
    title: 'a value handed over with leftovers above it',
    declaration: declare('CloseHandle', i32, [{ ...pointer, passing: 'upper-garbage' }]),
    gives: [
      {
        kind: 'passing',
        place: { at: 'parameter', function: 'CloseHandle', parameter: 'hObject' },
        declared: { type: 'void *', kind: 'pointer', bytes: 8, passing: 'upper-garbage' },
        true: handle,
      },
    ],
  },
  {
    title: 'another number of parameters, and then no parameter',
    declaration: declare('CloseHandle', i32, [u32, u32]),
    gives: [{ kind: 'count', function: 'CloseHandle', declared: 2, true: 1 }],
  },
  {
    title: 'a calling convention on ia32',
    declaration: declare('Sleep', nothing, [u32], { convention: 'cdecl' }),
    architecture: 'ia32',
    gives: [{ kind: 'convention', function: 'Sleep', declared: 'cdecl', true: 'stdcall' }],
  },
  {
    title: 'no calling convention on x64, where there is one only',
    declaration: declare('Sleep', nothing, [u32], { convention: 'cdecl' }),
    gives: [],
  },
  {
    title: 'what the default of an FFI cannot carry',
    declaration: declare(
      'SetEvent',
      { kind: 'undeclared', fallback: i32 },
      { kind: 'undeclared', fallback: i32 },
    ),
    gives: [
      {
        kind: 'width',
        place: { at: 'parameter', function: 'SetEvent', parameter: 'hEvent' },
        declared: { type: 'int', kind: 'signed', bytes: 4, undeclared: true },
        true: handle,
      },
    ],
  },
  {
    title: 'a narrow variable behind a pointer',
    declaration: declare('GetCommMask', i32, [
      pointer,
      { ...pointer, to: { spelled: 'uint16_t', kind: 'unsigned', bytes: 2 } },
    ]),
    gives: [
      {
        kind: 'width',
        place: { at: 'pointee', function: 'GetCommMask', parameter: 'lpEvtMask' },
        declared: { type: 'uint16_t', kind: 'unsigned', bytes: 2 },
        true: { type: 'DWORD', kind: 'unsigned', bytes: 4, cType: 'uint32_t' },
      },
    ],
  },
  {
    title: 'text of another width',
    declaration: declare('LoadLibraryW', pointer, [{ ...pointer, spelled: 'str', text: 1 }]),
    gives: [
      {
        kind: 'text',
        place: { at: 'pointee', function: 'LoadLibraryW', parameter: 'lpLibFileName' },
        declared: { type: 'str', bytes: 1 },
        true: { type: 'LPCWSTR', bytes: 2 },
      },
    ],
  },
  {
    title: 'a field of its own name elsewhere, and the size',
    declaration: {
      kind: 'struct',
      name: 'SECURITY_ATTRIBUTES',
      bytes: 16,
      fields: [
        { name: 'nlength', type: u32, offset: 0 },
        { name: 'lpSecurityDescriptor', type: pointer, offset: 4 },
        { name: 'inherit', type: i32, offset: 12 },
      ],
      place,
    },
    gives: [
      {
        kind: 'field',
        struct: 'SECURITY_ATTRIBUTES',
        field: 'lpSecurityDescriptor',
        declared: { type: 'void *', offset: 4, bytes: 8 },
        true: { type: 'LPVOID', offset: 8, bytes: 8 },
      },
      {
        kind: 'field',
        struct: 'SECURITY_ATTRIBUTES',
        field: 'inherit',
        declared: { type: 'int', offset: 12, bytes: 4 },
        true: { type: 'LPVOID', offset: 8, bytes: 8 },
        over: 'lpSecurityDescriptor',
      },
      { kind: 'size', struct: 'SECURITY_ATTRIBUTES', declared: 16, true: 24 },
    ],
  },
  {
    title: 'a stated size',
    declaration: { kind: 'size', struct: '_DCB', field: 'DCBlength', value: 20, place },
    gives: [{ kind: 'stated-size', struct: 'DCB', field: 'DCBlength', declared: 20, true: 28 }],
  },
  {
    title: 'a name of Windows given to a narrow type',
    declaration: { kind: 'alias', name: 'HANDLE', type: u32, place },
    gives: [
      {
        kind: 'width',
        place: { at: 'alias', type: 'HANDLE' },
        declared: { type: 'uint32_t', kind: 'unsigned', bytes: 4 },
        true: handle,
      },
    ],
  },
  {
    title: 'a callback, whose parameters bear no names in the headers',
    declaration: {
      kind: 'callback',
      name: 'LPTHREAD_START_ROUTINE',
      result: u32,
      parameters: [u32],
      place,
    },
    gives: [
      {
        kind: 'width',
        place: {
          at: 'parameter',
          function: 'LPTHREAD_START_ROUTINE',
          parameter: 'parameter 1',
        },
        declared: { type: 'uint32_t', kind: 'unsigned', bytes: 4 },
        true: { type: 'LPVOID', kind: 'pointer', bytes: 8, cType: 'void *' },
      },
    ],
  },
  {
    title: 'a test that no failure passes',
    declaration: {
      kind: 'comparison',
      function: 'CreateFileW',
      tests: [{ spelled: 'h === -1', value: { kind: 'number', value: -1n }, loose: false }],
      result: u32,
      place,
    },
    gives: [{ kind: 'sentinel', function: 'CreateFileW', declared: 'h === -1', true: 'all-ones' }],
  },
]

for (const { title, declaration, architecture = 'x64', gives } of cases)
  t.test(`compare() on ${architecture}: ${title}`, async t => {
    const found = compare(
      [declaration],
      truthOn(openWidthTable(), architecture),
      koffiVocabulary(3),
    )
    t.same(found, gives)
    t.same(JSON.parse(JSON.stringify(found)), found, 'as JSON')
    for (const deviation of found) t.same(deviationSchema.parse(deviation), deviation)
  })
