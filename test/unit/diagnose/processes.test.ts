import t from 'tap'
import type { SymptomOptions } from '../../../src/diagnose/options/index.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import { answerTo, byRules } from '../../support/diagnose/by-rules.ts'

t.test(
  'a crash is one of width where its 64-bit process is told, and seldom elsewhere',
  async t => {
    for (const failed of ['crash', 'ReadFile=crash', 'GetOpenFileName=crash', 'SetCommState=crash'])
      for (const ffi of ['C', 'Rust', 'Java']) {
        const named = `${failed} ${ffi}`
        t.ok(answerTo({ failed: [failed], ffi }).width < 0.5, named)
        t.ok(answerTo({ failed: [failed], ffi, arch: 'x64' }).width > 0.8, `${named} x64`)
        t.ok(
          answerTo({ failed: [failed], ffi, arch: 'x64', okOn: 'ia32' }).width > 0.9,
          `${named} x64 alone`,
        )
      }
  },
)

t.test('what takes an address as an integer, or is described, tells it too', async t => {
  const cast = { failed: ['SetWindowLongPtr=crash'], ffi: 'C++' }
  t.ok(answerTo(cast).width > 0.5)
  t.ok(
    answerTo({ ...cast, intermittent: true }).width < answerTo(cast).width,
    'a cast is wrong each time',
  )
  t.ok(
    byRules(parseText('Access violation in ReadFile: the handle is truncated to an int')).width >
      0.9,
  )
})

t.test('an end without a process leans away from width', async t => {
  for (const failed of ['WriteFile=87', 'failed', 'SetCommState', 'not-found', 'lost'])
    t.ok(answerTo({ failed: [failed], ffi: 'C' }).width < 0.4, failed)
})

t.test('a crash in a 32-bit process that may crash in both is undecided', async t => {
  const narrow = answerTo({ failed: ['crash'], ffi: 'C++', arch: 'ia32' })
  t.ok(narrow.width < answerTo({ failed: ['crash'], ffi: 'C++', arch: 'ia32', okOn: 'x64' }).width)
  t.equal(narrow.ranking[0]?.class, 'calling-convention')
})

t.test('error 87 of a process of 64 bits may be that of a struct', async t => {
  const [wide, untold] = (['x64', undefined] as const).map(
    arch => answerTo({ failed: ['RegisterRawInputDevices=87'], ffi: 'C#', arch }).width,
  )
  t.ok((wide ?? 0) > 2 * (untold ?? 1))
})

t.test('words alone are never sure', async t => {
  const { ranking, thin } = byRules(
    parseText(
      'CreateFile returns Handle -1\nSometimes the CreateFile function returns -1 as handle in the x86 build of my C# program.',
    ),
  )
  t.match(thin, /in words alone/)
  t.ok((ranking[0]?.score ?? 1) <= 0.901)
})

t.test('a text of a crash and nothing else may be of width, or not', async t => {
  const { width, ranking } = byRules(
    parseText('Access violation in the list of items, whenever I open it on Windows.'),
  )
  t.ok(width > 0.3 && width < 0.7, String(width))
  t.ok((ranking[0]?.score ?? 1) < 0.5)
})

t.test('what reaches into another process, or loads a module, fails for its width', async t => {
  const rows: readonly Partial<SymptomOptions>[] = [
    { failed: ['ReadProcessMemory=wrong-result'], ffi: 'C#' },
    { failed: ['VirtualQueryEx=0'], ffi: 'Rust' },
    { failed: ['LoadLibraryW'], ffi: 'Java', seen: ['call=module'] },
    { seen: ['outcome=refused', 'call=module'], ffi: 'Java' },
    { arch: 'ia32', okOn: 'x64', ffi: 'Rust', seen: ['outcome=wrong-result', 'call=process'] },
    { arch: 'ia32', seen: ['outcome=wrong-result', 'hint=wow64'] },
  ]
  for (const options of rows)
    t.equal(answerTo(options).ranking[0]?.class, 'process-bitness', JSON.stringify(options))
  t.match(
    answerTo({ failed: ['ReadProcessMemory=refused'], ffi: 'C++' }).excluded.find(({ classes }) =>
      classes.includes('process-bitness'),
    )?.reason,
    /compiler refuses ReadProcessMemory/,
  )
  t.equal(
    answerTo({ failed: ['ReadProcessMemory=refused'], ffi: 'C++', arch: 'x64' }).ranking[0]?.class,
    'field-narrowed',
  )
  t.not(
    answerTo({ failed: ['refused'], ffi: 'C++', seen: ['call=module'] }).ranking[0]?.class,
    'process-bitness',
    'a compiler loads nothing',
  )
})

t.test('a code, a value and a refusal say what they mean', async t => {
  const first = (options: Partial<SymptomOptions>): string | undefined =>
    answerTo(options).ranking[0]?.class
  t.match(first({ failed: ['SetWindowsHookEx=126'], ffi: 'Delphi' }), /bad-parameter|wrong-kind/)
  t.equal(first({ failed: ['SetWindowPos=1400'], handle: '0x20056a' }), 'closed-handle')
  t.equal(
    first({ failed: ['GetStdHandle=50'], seen: ['hint=success'], ffi: 'Rust' }),
    'stale-last-error',
  )
  t.ok(
    (answerTo({ failed: ['GetStdHandle=50'], seen: ['hint=success'], ffi: 'Rust' }).ranking[0]
      ?.score ?? 0) > 0.85,
    'whoever says that it succeeded says that the code is not its own',
  )
  t.match(
    first({ failed: ['6'], seen: ['call=console'], handle: '0', ffi: 'Go' }),
    /wrong-kind|no-console/,
  )
  for (const handle of ['1', '2', '5'])
    for (const failed of ['GetConsoleMode=6', 'WriteFile=6', 'GetFileType=6'])
      t.equal(first({ failed: [failed], handle, ffi: 'C' }), 'wrong-kind', `${failed} ${handle}`)
  t.ok(
    answerTo({ failed: ['ReadFile=6'], handle: '5', ffi: 'C' }).excluded.some(({ classes }) =>
      classes.includes('closed-handle'),
    ),
  )
  for (const handle of ['3', '7', '0x84', '0x456'])
    t.not(first({ failed: ['GetConsoleMode=6'], handle, ffi: 'C' }), 'wrong-kind', handle)
  t.not(
    first({ failed: ['SetWindowPos=1400'], handle: '0x20056a', ffi: 'C' }),
    'wrong-kind',
    'a window has any number',
  )
  t.ok(
    answerTo({ failed: ['RegisterHotKey=1409'], ffi: 'C#' }).excluded.some(({ classes }) =>
      classes.includes('arg-truncated'),
    ),
    'what is in use was understood',
  )
  t.not(first({ failed: ['socket'], ffi: 'C' }), 'failed-open', 'a socket is made, and not found')
  t.equal(first({ failed: ['refused'], seen: ['call=window'], ffi: 'Rust' }), 'type-alias')
  t.equal(first({ failed: ['refused'], seen: ['call=window'], ffi: 'C++' }), 'field-narrowed')
  for (const ffi of ['Java', 'C++', 'Rust', 'Delphi'])
    t.ok(
      answerTo({ failed: ['refused'], ffi }).excluded.some(({ classes }) =>
        classes.includes('last-error-lost'),
      ),
      `${ffi} reads no last error of what it refuses`,
    )
})
