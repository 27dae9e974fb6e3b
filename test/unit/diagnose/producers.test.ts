import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import type { SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo } from '../../support/diagnose/by-rules.ts'

const firstOf = ({ ranking }: Result): MistakeId | undefined => ranking[0]?.class

t.test('a handle that is an address is lost between two calls of a 64-bit process', async t => {
  const rows: readonly (readonly [ffi: string, giver: string, taker: string])[] = [
    ['ctypes', 'SetupDiGetClassDevsW', 'SetupDiEnumDeviceInfo=6'],
    ['VBA', 'SetupDiGetClassDevsA', 'SetupDiEnumDeviceInterfaces=6'],
    ['AutoHotkey', 'GetModuleHandleW', 'GetProcAddress=126'],
    ['ctypes', 'LoadLibraryW', 'FindResourceW=1812'],
    ['P/Invoke', 'GlobalAlloc', 'GlobalLock=6'],
    ['ctypes', 'GetModuleHandleW', 'SetWindowsHookExW=126'],
    ['ctypes', 'VirtualAllocEx', 'WriteProcessMemory=487'],
  ]
  for (const [ffi, giver, taker] of rows) {
    const wide = answerTo({ arch: 'x64', ffi, ok: [giver], failed: [taker] })
    t.match(firstOf(wide), /^(?:return|arg)-truncated$/, `${ffi}, ${giver}, ${taker}`)
    t.ok(wide.width > 0.5, `width ${wide.width}`)
    const narrow = answerTo({ arch: 'ia32', ffi, ok: [giver], failed: [taker] })
    t.notMatch(firstOf(narrow), /truncated$/, 'nothing is cut in 32 bits')
  }
})

t.test('what says that the handle is whole, or that it is none of the kind', async t => {
  const facts = ({ ranking }: Result): string =>
    ranking.flatMap(({ evidence }) => evidence.map(({ text }) => text)).join('\n')
  const lost = /its upper half is lost/
  const options = { arch: 'x64', ffi: 'ctypes', failed: ['SetupDiEnumDeviceInterfaces=6'] } as const
  t.match(facts(answerTo({ ...options, ok: ['SetupDiGetClassDevsW'] })), lost)
  for (const [title, ok, more] of [
    ['another call took it', ['SetupDiGetClassDevsW', 'SetupDiEnumDeviceInfo'], {}],
    ['nothing gave it', [], {}],
    ['it worked before', ['SetupDiGetClassDevsW'], { seen: ['before=worked'] }],
    ['it fails in both widths', ['SetupDiGetClassDevsW'], { sameOn: 'ia32' }],
    ['headers declare it', ['SetupDiGetClassDevsW'], { ffi: 'C++' }],
  ] as const)
    t.notMatch(facts(answerTo({ ...options, ok, ...more })), lost, title)
})

t.test('CloseHandle of what another function frees is of another kind', async t => {
  for (const giver of ['LoadImageW', 'FindFirstFileW', 'CreateActCtxW', 'CreateTimerQueueTimer'])
    for (const failed of ['CloseHandle=6', 'CloseHandle'])
      t.equal(firstOf(answerTo({ failed: [failed], ok: [giver] })), 'wrong-kind', giver)
  t.not(
    firstOf(answerTo({ failed: ['CloseHandle=6'], ok: ['CreateFileW'] })),
    'wrong-kind',
    'a file is closed by it',
  )
})

t.test('an OVERLAPPED that the user declares is what differs from the calls before', async t => {
  const ok = ['CreateFileW', 'SetCommState']
  for (const ffi of ['ctypes', 'P/Invoke', 'VBA', 'Ruby', 'koffi'])
    for (const call of ['ReadFile', 'WriteFile', 'WaitCommEvent']) {
      const { ranking, width } = answerTo({ arch: 'x64', ffi, ok, failed: [`${call}=6`] })
      t.equal(ranking[0]?.class, 'struct-layout-shrunk', `${ffi}, ${call}`)
      t.ok(width > 0.5, `width ${width}`)
    }
  for (const more of [{ arch: 'ia32' }, { sameOn: 'ia32' }, { seen: ['before=worked'] }] as const)
    t.not(
      firstOf(answerTo({ arch: 'x64', ffi: 'ctypes', ok, failed: ['ReadFile=6'], ...more })),
      'struct-layout-shrunk',
      JSON.stringify(more),
    )
  t.equal(
    firstOf(answerTo({ ffi: 'ctypes', failed: ['ReadFile=6'], intermittent: true })),
    'closed-handle',
    'now and then, in a process that is not told',
  )
})

t.test('what the call was, and how often it fails, decide between neighbours', async t => {
  const rows: readonly (readonly [string, Partial<SymptomOptions>, MistakeId])[] = [
    [
      'a search whose handle is kept in a long',
      { arch: 'x64', ffi: 'C', failed: ['_findnext=crash'] },
      'field-narrowed',
    ],
    [
      'callbacks of a C library',
      { ffi: 'P/Invoke', failed: ['crash'], seen: ['hint=callback'] },
      'calling-convention',
    ],
    [
      'a handle that is stored in a variable',
      { arch: 'x64', ffi: 'ctypes', ok: ['OpenPrinterW'], failed: ['StartDocPrinterW=crash'] },
      'field-narrowed',
    ],
    [
      'a module that is freed, and nothing says where it is from',
      { arch: 'x64', ffi: 'VBA', failed: ['FreeLibrary'] },
      'arg-truncated',
    ],
    [
      'a crash in a clean-up',
      { ffi: 'Rust', failed: ['crash'], seen: ['call=module', 'hint=cleanup'] },
      'closed-handle',
    ],
    [
      'events of a console',
      { ffi: 'Rust', failed: ['GetNumberOfConsoleInputEvents=6'] },
      'no-console',
    ],
    [
      'the code itself',
      { ffi: 'PowerShell', failed: ['GetLastError=wrong-result'] },
      'last-error-lost',
    ],
    [
      'a child that does not start now and then',
      { ffi: 'Deno', failed: ['6'], intermittent: true, seen: ['call=stdio'] },
      'closed-handle',
    ],
  ]
  for (const [title, options, expected] of rows)
    t.equal(firstOf(answerTo(options)), expected, title)
})

t.test('a struct that is refused in one width alone, and a callback of Windows', async t => {
  t.match(
    firstOf(
      answerTo({ arch: 'x64', okOn: 'ia32', ffi: 'P/Invoke', failed: ['CreateProcessW=87'] }),
    ),
    /^struct-(?:size-constant|layout-shrunk)$/,
  )
  const callback = { ffi: 'P/Invoke', failed: ['crash'], seen: ['hint=callback'] } as const
  const shareOf = (ok: readonly string[]): number =>
    answerTo({ ...callback, ok }).ranking.find(one => one.class === 'calling-convention')?.score ??
    0
  t.ok(shareOf([]) > 0.4, 'a C library calls back as __cdecl')
  t.ok(shareOf(['midiInOpen']) < shareOf([]) / 2, 'Windows calls back as is the default')
})

t.test('what a program opened is no pseudo handle, and what comes and goes no DLL', async t => {
  const reasonOf = (options: Partial<SymptomOptions>, name: MistakeId): string =>
    answerTo(options).excluded.find(({ classes }) => classes.includes(name))?.reason ?? ''
  const opened = { ok: ['OpenProcess'], failed: ['EnumProcessModules=6'] }
  t.match(reasonOf(opened, 'pseudo-handle'), /has a handle of its own/)
  t.notMatch(
    reasonOf({ ...opened, ok: ['OpenProcess', 'GetCurrentProcess'] }, 'pseudo-handle'),
    /has a handle of its own/,
  )
  const load = { arch: 'x64', failed: ['LoadLibraryW'] } as const
  t.match(reasonOf({ ...load, intermittent: true }, 'process-bitness'), /never loads/)
  t.equal(reasonOf(load, 'process-bitness'), '')
  const child = { failed: ['subprocess.Popen=6'] }
  t.match(reasonOf({ ...child, intermittent: true }, 'inheritance'), /are the same then/)
  t.equal(reasonOf(child, 'inheritance'), '')
  const shared = { ffi: 'ctypes', failed: ['SetWindowsHookExW'], arch: 'x64' } as const
  t.match(reasonOf({ ...shared, okOn: 'ia32' }, 'shared-prototype-pollution'), /of both widths/)
  t.equal(reasonOf(shared, 'shared-prototype-pollution'), '')
})
