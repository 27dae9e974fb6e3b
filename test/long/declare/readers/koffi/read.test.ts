import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { resolveTarget } from '../../../../../src/audit/targets.ts'
import { readKoffi } from '../../../../../src/declare/readers/koffi/read.ts'
import { auditFixture, auditFixtures, briefly } from '../../../../support/audit/fixture.ts'

t.test('a binding declared rightly gives silence', async t => {
  const result = await auditFixture('koffi/correct.mjs')
  t.same(briefly(result), [])
  t.same(result.notices, [])
  t.match(result.targets, [
    { declarations: 13, known: 13, architectures: ['x64', 'ia32', 'arm64'] },
  ])
})

t.test('each mistake is found, in its line and on its architectures', async t => {
  const result = await auditFixture('koffi/wrong.mjs')
  t.same(briefly(result), [
    'error alias-width 5 ULONG_PTR.alias x64+arm64',
    'error field-width 6 OVERLAPPED.Internal x64+arm64',
    'error field-offset 7 SECURITY_ATTRIBUTES.lpSecurityDescriptor x64+arm64',
    'warning integer-truncated 8 WNDPROC.parameter 3 x64+arm64',
    'warning handle-narrowed 9 CreateFileW.return x64+arm64',
    'note handle-narrowed 10 PurgeComm.hFile x64+arm64',
    'error pointer-truncated 11 FreeLibrary.hLibModule x64+arm64',
    'error arguments-shifted 12 SetEvent.hEvent ia32',
    'warning integer-truncated 13 HeapAlloc.dwBytes x64+arm64',
    'error result-widened 14 GetLastError.return ia32, warning x64+arm64',
    'error class-mismatch 15 Sleep.dwMilliseconds x64+ia32+arm64',
    'warning result-of-void 15 Sleep.return x64+ia32+arm64',
    'error text-width 16 LoadLibraryA.lpLibFileName x64+ia32+arm64',
    'error variable-narrow 17 DuplicateHandle.lpTargetHandle x64+arm64',
    'warning variable-wide 18 GetCommMask.lpEvtMask x64+ia32+arm64',
    'error no-such-export 19 CreateEvent.name x64+ia32+arm64',
    'error parameter-count 20 ResetEvent.parameters x64+ia32+arm64',
    'error convention 21 ClearCommBreak.convention ia32',
    'warning integer-truncated 22 CloseHandle.return x64+ia32+arm64',
    'warning not-on-ia32 23 SetWindowLongPtrW.name ia32',
    'error sentinel 26 CreateFileW.return x64+ia32+arm64',
  ])
})

t.test('declarations inside functions are made without the functions', async t => {
  const result = await auditFixture('koffi/late.mjs')
  t.same(briefly(result), [
    'note handle-narrowed 8 CloseHandle.hObject x64+arm64',
    'error parameter-count 15 PurgeComm.parameters x64+ia32+arm64',
  ])
  t.match(result.notices, [
    /makes declarations at 1 place \(the first: koffi\/late\.mjs:19\) only when a function of it is called/,
  ])
})

t.test('a function is called when it is named', async t => {
  t.match((await auditFixture('koffi/on-demand.cjs')).notices, [
    /on-demand\.cjs" makes declarations at 1 place .* --call/,
  ])
  const result = await auditFixture('koffi/on-demand.cjs', { call: ['*.load'] })
  t.same(briefly(result), [
    'error pointer-truncated 9 FreeLibrary.hLibModule x64+arm64',
    'warning integer-truncated 9 FreeLibrary.return x64+ia32+arm64',
  ])
  t.same(result.notices, [])
})

t.test('TypeScript is read as it is written', async t => {
  t.same(briefly(await auditFixture('koffi/typed.ts')), [
    'note handle-narrowed 8 SetupComm.hFile x64+arm64',
  ])
  t.same(briefly(await auditFixture('koffi/typed-require.ts')), [
    'error pointer-truncated 6 LoadLibraryW.return x64+arm64',
  ])
})

t.test('hostile modules', async t => {
  const found = ['error pointer-truncated FreeLibrary']
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'throws.mjs',
      found,
      /^Loading throws\.mjs of "koffi\/throws\.mjs" failed: not on this machine$/,
    ],
    [
      'loops.mjs',
      found,
      /^"koffi\/loops\.mjs" did not finish loading within 5 s and was ended; the one declaration it had made by then was audited$/,
    ],
    [
      'exits.mjs',
      found,
      /^"koffi\/exits\.mjs" ended the process \(exit code 7\) before it had finished loading; the one declaration it had made by then was audited$/,
    ],
    [
      'patches.mjs',
      found,
      /^"koffi\/patches\.mjs" replaced koffi\.load; what it declares through the replacement is not seen$/,
    ],
  ]
  for (const [name, expected, notice] of cases) {
    // The one that loops takes the processor until then.
    const result = await auditFixture(`koffi/${name}`, { limitMs: 5000 })
    t.same(
      result.findings.map(
        ({ level, rule, function: subject }) => `${level} ${rule} ${subject ?? ''}`,
      ),
      expected,
      name,
    )
    t.equal(result.notices.length, 1, `${name}: one sentence`)
    t.match(result.notices[0], notice)
  }
})

t.test('ten thousand functions', async t => {
  const result = await auditFixture('koffi/ten-thousand.mjs')
  t.same(briefly(result), ['error pointer-truncated 3 FreeLibrary.hLibModule x64+arm64'])
  t.match(result.targets, [{ declarations: 10_000, known: 1 }])
})

t.test('a module that breaks the language around the recorder', async t => {
  const result = await auditFixture('koffi/hostile-records.mjs')
  t.same(result.findings, [])
  t.same(result.notices, [
    '"koffi/hostile-records.mjs" replaced Array.prototype.map, JSON.stringify of the language while it was loaded; what it declared is not certain and was not audited',
  ])
})

t.test('a package, for the architectures that it is for, through each of its entries', async t => {
  const folder = t.testdir({})
  const own = join(folder, 'node_modules', 'bound')
  mkdirSync(own, { recursive: true })
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({
      name: 'bound',
      cpu: ['x64'],
      exports: { '.': { import: './one.mjs', require: './none.cjs' }, './two': './two.mjs' },
    }),
  )
  cpSync(join(auditFixtures, 'koffi', 'throws.mjs'), join(own, 'one.mjs'))
  cpSync(join(auditFixtures, 'koffi', 'late.mjs'), join(own, 'two.mjs'))
  const result = await audit(['bound'], { folder })
  t.same(briefly(result), [
    'error pointer-truncated 2 FreeLibrary.hLibModule x64',
    'note handle-narrowed 8 CloseHandle.hObject x64',
    'error parameter-count 15 PurgeComm.parameters x64',
  ])
  t.match(result.targets, [{ architectures: ['x64'] }])
})

t.test('definitions that are exported as data, at their own lines', async t => {
  const result = await auditFixture('koffi/tables')
  t.same(briefly(result), [
    'error pointer-truncated 4 FreeLibrary.hLibModule x64+arm64',
    'error variable-narrow 5 GetCommMask.lpEvtMask x64+ia32+arm64',
    'note alias-width 1 HANDLE.alias arm64',
    'error variable-narrow 2 LPDWORD.alias x64+ia32+arm64',
  ])
  t.match(result.notices, [
    /to call them too: handle-width audit koffi\/tables --call "\*\.load" --call "\*_Factory"$/,
  ])
  const called = await auditFixture('koffi/tables', { call: ['*.load', '*_Factory'] })
  t.same(
    called.findings.map(
      ({ file, line, struct, function: name }) => `${file} ${line} ${struct ?? name}`,
    ),
    [
      'koffi/tables/definitions.js 4 FreeLibrary',
      'koffi/tables/definitions.js 5 GetCommMask',
      'koffi/tables/definitions.js 8 GetMenu',
      'koffi/tables/structs.js 19 SYSTEMTIME',
      'koffi/tables/structs.js 24 OVERLAPPED',
      'koffi/tables/types.js 1 HANDLE',
      'koffi/tables/types.js 2 LPDWORD',
    ],
  )
})

/** The structs that a module makes on each architecture; in their names is a number that is another one in each process. */
async function structsOf(t: Test, more: string): Promise<[string, [string, number][]][]> {
  const folder = t.testdir({
    'binding.mjs': `import koffi from 'koffi'\nimport os from 'node:os'\n${more}
      koffi.struct('S' + String(Math.random()).slice(2), { a: 'void *', b: 'long', c: 'int64_t' })`,
  })
  const options = { call: [], limitMs: 60_000 }
  const { declarations } = await readKoffi(resolveTarget('binding.mjs', folder), options)
  return [...declarations].map(([architecture, made]) => [
    architecture,
    made.flatMap(one => (one.kind === 'struct' ? [[one.name, one.bytes]] : [])),
  ])
}

t.test('the code of a target runs once for all architectures', async t => {
  const [x64, ia32, arm64] = await structsOf(t, '')
  const name = x64?.[1][0]?.[0] ?? ''
  t.match(name, /^S\d+$/)
  t.same(x64, ['x64', [[name, 24]]])
  t.same(ia32, ['ia32', [[name, 16]]])
  t.same(arm64, ['arm64', [[name, 24]]])
})

for (const asks of ['process.arch', 'os.arch()', "koffi.sizeof('long')", "koffi.alignof('int')"])
  t.test(`it runs on each of them where it asks for ${asks}`, async t => {
    const found = await structsOf(t, asks)
    t.same(
      found.map(([architecture, made]) => [architecture, made.map(([, bytes]) => bytes)]),
      [
        ['x64', [24]],
        ['ia32', [16]],
        ['arm64', [24]],
      ],
    )
    t.equal(new Set(found.map(([, made]) => made[0]?.[0])).size, 3, 'a process each')
  })
