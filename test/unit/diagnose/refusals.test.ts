import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo } from '../../support/diagnose/by-rules.ts'

const firstOf = ({ ranking: [first] }: Result): MistakeId | undefined => first?.class
const threeOf = ({ ranking }: Result): readonly MistakeId[] =>
  ranking.slice(0, 3).map(({ class: name }) => name)
const scoreOf = ({ ranking }: Result, name: MistakeId): number =>
  ranking.find(ranked => ranked.class === name)?.score ?? 0

t.test('that something was refused says nothing of the stack', async t => {
  for (const options of [
    { failed: ['refused'], ffi: 'P/Invoke' },
    { failed: ['refused'], ffi: 'Delphi' },
    { failed: ['refused'], ffi: 'ctypes' },
    { failed: ['refused'], ffi: 'koffi' },
    { failed: ['waveOutPrepareHeader=refused'], ffi: 'AutoHotkey' },
    { failed: ['GetProcessMemoryInfo=refused'], ffi: 'VBA' },
  ])
    t.ok(
      scoreOf(answerTo(options), 'calling-convention') < 0.1,
      `${options.failed.join()} ${options.ffi}`,
    )
  for (const options of [
    { failed: ['refused'], ffi: 'P/Invoke', seen: ['hint=stack'] },
    { failed: ['refused'], ffi: 'ctypes', seen: ['hint=stack'] },
    { failed: ['OpenMyDevice=refused'], ffi: 'P/Invoke' },
  ])
    t.equal(firstOf(answerTo(options)), 'calling-convention', JSON.stringify(options))
})

t.test('a struct or a number is what is refused, and a port what a driver refuses', async t => {
  for (const failed of ['waveOutPrepareHeader=refused', 'Shell_NotifyIconW=refused'])
    t.match(firstOf(answerTo({ failed: [failed], ffi: 'AutoHotkey' })), /^struct-/, failed)
  t.match(firstOf(answerTo({ failed: ['refused'], ffi: 'C#' })), /^struct-|^narrowing-throws$/)
  t.ok(
    threeOf(answerTo({ failed: ['refused'], ffi: 'C#', seen: ['call=handle'] })).includes('driver'),
  )
  for (const failed of ['EscapeCommFunction=87', 'SetCommBreak=refused'])
    t.equal(firstOf(answerTo({ failed: [failed] })), 'driver', failed)
  t.ok(
    answerTo({ failed: ['refused'], ffi: 'Delphi' }).width < 0.5,
    'nothing is told, and most reports are not of width',
  )
})

t.test('a status stands for its code', async t => {
  for (const failed of ['NtQuerySystemInformation=0/C0000004', 'VirtualQueryEx=24'])
    t.match(firstOf(answerTo({ failed: [failed], arch: 'ia32' })), /^struct-size/, failed)
  t.equal(firstOf(answerTo({ failed: ['0xC000007B'] })), 'process-bitness')
  t.equal(symptomOf({ failed: ['NtClose=0/C0000008'], ok: [], seen: [] }).failed[0]?.outcome, '0')
})

t.test('a number of 64 bits is too short in a 32-bit process that declares a pointer', async t => {
  for (const failed of ['EventWriteString=crash', 'EventUnregister=crash'])
    t.equal(firstOf(answerTo({ failed: [failed], arch: 'ia32', okOn: 'x64' })), 'type-alias')
  t.not(firstOf(answerTo({ failed: ['EventWriteString=crash'], arch: 'x64' })), 'type-alias')
  t.equal(
    answerTo({ failed: ['SetFilePointerEx=87'], arch: 'ia32' }).excluded.some(({ classes }) =>
      classes.includes('arg-truncated'),
    ),
    false,
    'what has 64 bits in both widths can be cut in both',
  )
})

t.test(
  'codes that a function does not set, or that change, are those of earlier calls',
  async t => {
    for (const failed of [
      ['BitBlt=6', 'BitBlt=38'],
      ['StretchBlt=6', 'StretchBlt=1400', 'StretchBlt=5'],
    ])
      t.equal(firstOf(answerTo({ failed, ffi: 'C#' })), 'stale-last-error', failed.join())
    t.not(firstOf(answerTo({ failed: ['BitBlt=6'], ffi: 'C#' })), 'stale-last-error')
  },
)

t.test('what a function takes decides what a wrong result means', async t => {
  t.match(
    firstOf(answerTo({ failed: ['Shell_NotifyIconW=wrong-result'], arch: 'x64', ffi: 'Go' })),
    /^struct-/,
  )
  t.equal(
    firstOf(answerTo({ failed: ['GetFileType=wrong-result'], arch: 'x64', ffi: 'Go' })),
    'return-upper-undefined',
  )
})

t.test('0 is a lost code where the user declares the call himself', async t => {
  t.equal(firstOf(answerTo({ failed: ['FindWindowW=0'] })), 'failed-open')
  const declared = answerTo({ failed: ['FindWindowW=0'], ffi: 'Go' })
  t.ok(threeOf(declared).includes('failed-open') && threeOf(declared).includes('last-error-lost'))
  t.equal(
    firstOf(answerTo({ failed: ['LoadIconW=0'], ffi: 'P/Invoke', seen: ['hint=success'] })),
    'last-error-lost',
  )
})

t.test('a window that is none was not found or is closed', async t => {
  t.equal(firstOf(answerTo({ failed: ['SetWindowPos=1400'], ffi: 'C#' })), 'failed-open')
  t.equal(
    firstOf(answerTo({ failed: ['ReadFile=995'], ffi: 'C#', seen: ['hint=closed'] })),
    'closed-handle',
    'a close ends what still waits',
  )
})

t.test('what a function is given, as a rule', async t => {
  for (const failed of ['GetProcessAffinityMask=6', 'SetPriorityClass=6'])
    t.equal(firstOf(answerTo({ failed: [failed], ffi: 'JNA' })), 'pseudo-handle', failed)
  t.equal(firstOf(answerTo({ failed: ['OpenClipboard=5'], ffi: 'Rust' })), 'busy')
  t.equal(
    firstOf(answerTo({ failed: ['crash'], ok: ['OpenPrinter', 'ClosePrinter'] })),
    'closed-handle',
  )
  t.ok(threeOf(answerTo({ failed: ['CloseHandle=6'], intermittent: false })).includes('wrong-kind'))
  t.notOk(
    threeOf(answerTo({ failed: ['CloseHandle=6'], intermittent: true })).includes('wrong-kind'),
  )
})

t.test('thin evidence keeps what is likely besides', async t => {
  for (const [options, likely] of [
    [{ failed: ['126'] }, 'failed-open'],
    [{ failed: ['0'] }, 'stale-last-error'],
    [{ failed: ['refused'], ffi: 'P/Invoke', seen: ['hint=stack'] }, 'too-wide'],
    [{ failed: ['crash'], ffi: 'P/Invoke', arch: 'ia32' }, 'too-wide'],
    [{ failed: ['refused'], ffi: 'ctypes' }, 'arg-overflow-raise'],
  ] as const) {
    const answer = answerTo(options)
    t.ok(threeOf(answer).includes(likely), JSON.stringify(options))
  }
  for (const options of [
    { failed: ['126'] },
    { failed: ['crash'] },
    { failed: ['wrong-result'], ffi: 'Go' },
  ])
    t.ok((answerTo(options).ranking[0]?.score ?? 1) < 0.8, JSON.stringify(options))
})

t.test('Go has one convention, but for callbacks', async t => {
  t.equal(
    scoreOf(answerTo({ failed: ['crash'], ffi: 'Go', arch: 'ia32' }), 'calling-convention'),
    0,
  )
  t.ok(
    scoreOf(
      answerTo({ failed: ['EnumWindows=crash'], ffi: 'Go', arch: 'ia32' }),
      'calling-convention',
    ) > 0.1,
  )
})

t.test('what codes say by themselves', async t => {
  for (const [failed, accepted] of [
    ['CreateNamedPipeW=231', 'busy'],
    ['RegisterHotKey=1409', 'busy'],
    ['203', 'stale-last-error'],
    ['LoadLibraryW=216', 'process-bitness'],
    ['SetWindowLongPtrW=127', 'process-bitness'],
    ['CreateFileW=6', 'stale-last-error'],
  ] as const)
    t.equal(firstOf(answerTo({ failed: [failed] })), accepted, failed)
  t.not(
    firstOf(answerTo({ failed: ['CreateFileW=6'], okOn: 'ia32', seen: ['open=failed'] })),
    'stale-last-error',
    'what fails in one width alone is compared in the wrong width',
  )
})

t.test('languages and runtimes that call Win32 have a name', async t => {
  for (const name of [
    'twinBASIC',
    'Erlang/OTP 28',
    'Elixir 1.17',
    'Java FFM',
    'Zig 0.13',
    'Swift',
    'OCaml',
    'SBCL',
    'Racket',
    'Tcl 8.6',
    'AutoIt',
    'Inno Setup',
    'C++/CLI',
    'WPF',
    'Clojure',
    'MATLAB',
    'Crystal',
    'Visual FoxPro',
    'Visual Basic 6',
    'Kotlin/Native',
    'Visual Studio 2022',
  ])
    for (const option of ['ffi', 'runtime'] as const)
      t.ok(symptomOf({ failed: ['6'], ok: [], seen: [], [option]: name }).ffi, `${option} ${name}`)
})
