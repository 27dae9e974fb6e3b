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
