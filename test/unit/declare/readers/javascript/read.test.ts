import t from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

/** Each FFI of JavaScript with all that is to be said of its fixture, which is read and not run. */
const fixtures: Readonly<Record<string, readonly string[]>> = {
  'bun.ts': [
    'error pointer-truncated 6 GetModuleHandleW.return x64+arm64',
    'error pointer-truncated 7 ReadFile.lpOverlapped x64+arm64',
    'error parameter-count 8 CloseHandle.parameters x64+arm64',
  ],
  'deno.ts': [
    'error pointer-truncated 5 LoadLibraryW.return x64+arm64',
    'note handle-narrowed 7 PurgeComm.hFile x64+arm64',
  ],
  'node-ffi.mjs': [
    'error pointer-truncated 4 VirtualAlloc.lpAddress x64+arm64',
    'error pointer-truncated 6 FreeLibrary.hLibModule x64+arm64',
  ],
  'ffi-napi.cjs': [
    'error field-width 5 OVERLAPPED.Internal x64+arm64',
    'error variable-narrow 13 ReadFile.lpNumberOfBytesRead x64+ia32+arm64',
    'error variable-narrow 13 ReadFile.lpOverlapped x64+arm64',
    'error pointer-truncated 14 GetModuleHandleW.return x64+arm64',
    'warning integer-truncated 16 CloseHandle.return x64+ia32+arm64',
  ],
  'ffi-rs.mjs': [
    'error pointer-truncated 3 FreeLibrary.hLibModule x64+arm64',
    'error text-width 11 GetModuleHandleW.lpModuleName x64+ia32+arm64',
  ],
}

for (const [file, findings] of Object.entries(fixtures)) {
  t.test(file, async t => {
    const result = await auditFixture(`javascript/${file}`)
    t.same(briefly(result), findings)
    t.same(result.failures, [])
  })
}

t.test('what a declaration leaves open is counted, with its line', async t => {
  const { coverage } = await auditFixture('javascript/node-ffi.mjs')
  t.match(coverage.notFollowed, [{ line: 7, why: /which function this declares/ }])
})

t.test('names of other modules, of both kinds, and nothing that loops', async t => {
  const folder = t.testdir({
    'package.json': '{ "name": "binding", "main": "index.js" }',
    'index.js': `module.exports = require('./lib')`,
    lib: {
      'index.js': `const ffi = require('ffi')\nconst T = require('./types')\nmodule.exports = ffi.Library('kernel32', { FreeLibrary: [T.BOOL, [T.HMODULE]] })\nconst a = b, b = a\nffi.Library('kernel32', a)`,
      'types.js': `exports.BOOL = 'int'\nconst HMODULE = 'int'\nmodule.exports = { BOOL: 'int', HMODULE }`,
    },
  })
  const result = await audit(['.'], { folder })
  t.same(briefly(result), ['error pointer-truncated 3 FreeLibrary.hLibModule x64+arm64'])
  t.match(result.coverage.notFollowed, [{ file: 'lib/index.js', line: 5 }])
})

/** Tables of which each function is taken when it is asked for. */
const taken: Readonly<Record<string, readonly [text: string, findings: readonly string[]]>> = {
  'bun.ts': [
    `import { dlopen, FFIType } from 'bun:ffi'
class Kernel32 {
  static load(name) { return dlopen('kernel32.dll', { [name]: Kernel32.symbols[name] }) }
  static readonly symbols = {
    FreeLibrary: { args: [FFIType.u32], returns: FFIType.i32 },
    SetLastError: { args: [FFIType.u32], returns: FFIType.void },
  }
  static all() { return dlopen('kernel32.dll', Object.fromEntries(Object.entries(Kernel32.symbols))) }
}`,
    ['error pointer-truncated 5 FreeLibrary.hLibModule x64+arm64'],
  ],
  'deno.ts': [
    `const symbols = { GlobalLock: { parameters: ['u32'], result: 'pointer' } } as const
const options = { name: { first: 1 } }
export const open = (names: string[]) => Deno.dlopen('kernel32', pick(symbols, names))`,
    ['error pointer-truncated 1 GlobalLock.hMem x64+arm64'],
  ],
  'napi.js': [
    `const ffi = require('ffi-napi')
const kernel32 = { LocalLock: ['pointer', ['uint32']], GetLastError: ['uint32', []] }
module.exports = names => ffi.Library('kernel32', Object.fromEntries(names.map(name => [name, kernel32[name]])))`,
    ['error pointer-truncated 2 LocalLock.hMem x64+arm64'],
  ],
}

for (const [file, [text, findings]] of Object.entries(taken))
  t.test(`functions of a table, taken one by one: ${file}`, async t => {
    const result = await audit([file], { folder: t.testdir({ [file]: text }) })
    t.same(briefly(result), findings)
    t.same(result.coverage.notFollowed, [])
  })
