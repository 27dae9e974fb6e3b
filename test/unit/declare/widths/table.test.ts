import t from 'tap'
import { familyAt } from '../../../../src/declare/widths/handles.ts'
import {
  documentationOf,
  failureOf,
  sentinelFunctions,
  sentinelOf,
} from '../../../../src/declare/failures.ts'
import { openWidthTable } from '../../../../src/declare/widths/table.ts'
import { architectures } from '../../../../src/declare/win32/architecture.ts'

const table = openWidthTable()

t.test('prototypes per architecture', async t => {
  const widths = architectures.map(architecture =>
    table.function('ReadFile', architecture)?.parameters.map(({ type }) => type.bytes),
  )
  t.same(widths, [
    [8, 8, 4, 8, 8],
    [4, 4, 4, 4, 4],
    [8, 8, 4, 8, 8],
  ])
  t.match(table.function('CreateFileW', 'arm64'), {
    library: 'kernel32.dll',
    convention: 'stdcall',
    stackBytes: 28,
    result: { name: 'HANDLE', kind: 'pointer', bytes: 8, family: 'kernel' },
    parameters: [{ name: 'lpFileName', type: { name: 'LPCWSTR', targetIsConst: true } }],
  })
  t.equal(table.function('wsprintfW', 'x64')?.convention, 'variadic')
  t.equal(table.function('SetWindowLongPtrW', 'ia32'), undefined, 'a macro on ia32')
  t.equal(table.function('SetWindowLongPtrW', 'x64')?.result.bytes, 8)
  t.equal(table.function('CreateFile', 'x64'), undefined)
  t.equal(table.resolveFunctionName('CreateFile'), 'CreateFileW')
  t.equal(table.resolveFunctionName('CloseHandle'), 'CloseHandle')
  t.equal(table.resolveFunctionName('toString'), undefined)
})

t.test('structs per architecture', async t => {
  const event = architectures.map(architecture => {
    const struct = table.struct('OVERLAPPED', architecture)
    return [struct?.bytes, struct?.fields.find(({ name }) => name === 'hEvent')?.offset]
  })
  t.same(event, [
    [32, 24],
    [20, 16],
    [32, 24],
  ])
  t.same(
    table.struct('LPOVERLAPPED', 'x64'),
    table.struct('_OVERLAPPED', 'x64') && { ...table.struct('_OVERLAPPED', 'x64') },
  )
  t.equal(table.struct('SP_DEVICE_INTERFACE_DETAIL_DATA_W', 'ia32')?.bytes, 6, 'packed on ia32')
  t.match(
    table.struct('DCB', 'x64')?.fields.find(({ name }) => name === 'fRtsControl'),
    { offset: 8, bytes: 4, bitField: { offset: 12, width: 2 } },
  )
  t.equal(table.struct('HANDLE', 'x64'), undefined)
})

t.test('callbacks', async t => {
  t.same(
    table.callback('WNDPROC', 'x64')?.parameters.map(({ type }) => type.bytes),
    [8, 4, 8, 8],
  )
  t.same(table.callback('LPTHREAD_START_ROUTINE', 'ia32')?.convention, 'stdcall')
})

t.test('families of handles', async t => {
  const family = (name: string) => table.type(name, 'x64')?.family
  t.same(
    [
      'HANDLE',
      'HWND',
      'HKEY',
      'SOCKET',
      'HDEVINFO',
      'HMODULE',
      'SC_HANDLE',
      'HINTERNET',
      'HGLOBAL',
      'DWORD',
      'LPVOID',
    ].map(family),
    [
      'kernel',
      'user',
      'registry',
      'socket',
      'pointer-like',
      'pointer-like',
      'pointer-like',
      'pointer-like',
      'pointer-like',
      undefined,
      undefined,
    ],
  )
  t.equal(familyAt('FindFirstFileW', 'return', ['HANDLE']), 'pointer-like')
  t.equal(familyAt('CreateFileW', 'return', ['HANDLE']), 'kernel')
})

t.test(
  'every function with a known failure value is in the headers and returns something pointer-wide',
  async t => {
    const wrong = sentinelFunctions.filter(name => table.function(name, 'x64')?.result.bytes !== 8)
    t.same(wrong, [])
    t.equal(sentinelOf('CreateFileW'), 'all-ones')
    t.equal(sentinelOf('CloseHandle'), undefined, 'FALSE is no handle')
    t.equal(failureOf('CloseHandle')?.failure, 'false')
    t.match(
      documentationOf('CreateFileW', failureOf('CreateFileW')?.header ?? ''),
      /fileapi\/nf-fileapi-createfilew$/,
    )
    t.equal(sentinelOf('constructor'), undefined)
  },
)
