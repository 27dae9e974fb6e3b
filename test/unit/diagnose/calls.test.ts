import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import { symptomOf, type SymptomOptions } from '../../../src/diagnose/options/index.ts'
import type { MistakeId } from '../../../src/mistakes/index.ts'
import { answerTo } from '../../support/diagnose/by-rules.ts'

const firstOf = ({ ranking }: Result, count = 1): readonly string[] =>
  ranking.slice(0, count).map(({ class: name }) => name)

t.test('what a call is for, and how it ended, say the class', async t => {
  const rows: readonly (readonly [Partial<SymptomOptions>, MistakeId])[] = [
    [{ failed: ['CreateRemoteThread'], ffi: 'C#' }, 'process-bitness'],
    [{ failed: ['EnumProcessModules'], ffi: 'Rust' }, 'process-bitness'],
    [{ failed: ['Module32First=299'], ffi: 'C' }, 'process-bitness'],
    [{ failed: ['not-found'], seen: ['call=module'], ffi: 'C#' }, 'process-bitness'],
    [{ failed: ['AttachConsole'], ffi: 'Node.js' }, 'no-console'],
    [{ failed: ['crash'], seen: ['call=console'], ffi: 'Raku' }, 'no-console'],
    [{ failed: ['1'], seen: ['hint=console'], ffi: 'Go' }, 'no-console'],
    [{ failed: ['GetConsoleMode=1'], ffi: 'Rust' }, 'no-console'],
    [
      { failed: ['6'], seen: ['call=stdio', 'hint=subprocess', 'before=worked'], ffi: 'Python' },
      'closed-handle',
    ],
    [{ failed: ['50'], seen: ['hint=subprocess'], ffi: 'Python' }, 'inheritance'],
    [{ failed: ['hang'], seen: ['call=memory'], arch: 'ia32', ffi: 'C' }, 'process-bitness'],
    [{ failed: ['GetThreadContext=87'], ffi: 'C++' }, 'process-bitness'],
    [{ failed: ['StartDocPrinterW=1804'], ffi: 'Node.js' }, 'bad-parameter'],
    [{ failed: ['CreateFileW=123'], ffi: 'C' }, 'bad-parameter'],
    [{ failed: ['SetupDiEnumDeviceInfo=259'] }, 'bad-parameter'],
    [{ failed: ['CredWriteW=1783'], ffi: 'ctypes' }, 'bad-parameter'],
    [{ failed: ['VirtualProtectEx=998'], ffi: 'Go' }, 'bad-parameter'],
    [{ failed: ['LocalFree=6'], ffi: 'C#' }, 'wrong-kind'],
    [{ failed: ['VirtualQueryEx=hang'], arch: 'ia32', ffi: 'Go' }, 'process-bitness'],
    [
      { failed: ['GetWindowLongPtrW=wrong-result'], ok: ['SetWindowLongPtrW'], ffi: 'C++' },
      'arg-truncated',
    ],
    [{ failed: ['SendMessageW=wrong-result'], arch: 'x64', ffi: 'Delphi' }, 'arg-truncated'],
  ]
  for (const [options, expected] of rows)
    t.same(firstOf(answerTo(options)), [expected], JSON.stringify(options))
})

t.test('the first three hold what is plausible besides', async t => {
  const rows: readonly (readonly [Partial<SymptomOptions>, MistakeId])[] = [
    [{ failed: ['crash'], seen: ['call=stdio'], ffi: 'Rust' }, 'no-console'],
    [{ failed: ['WlanOpenHandle=1062'], ffi: 'ctypes' }, 'failed-open'],
    [{ failed: ['CreateToolhelp32Snapshot=wrong-result'], ffi: 'C++' }, 'process-bitness'],
    [{ failed: ['NtQuerySystemInformation'], arch: 'ia32', ffi: 'Go' }, 'struct-size-constant'],
    [{ failed: ['NtQueryInformationProcess=C0000004'], ffi: 'Delphi' }, 'bad-parameter'],
    [{ failed: ['SetCommState'], ffi: 'C' }, 'driver'],
    [{ failed: ['6'], seen: ['call=registry'], ffi: 'C' }, 'closed-handle'],
    [{ failed: ['6'], seen: ['call=process'], ffi: 'Rust' }, 'closed-handle'],
    [{ failed: ['WriteFile=6'], ffi: 'Go' }, 'no-console'],
    [{ failed: ['ReadFile=crash'], ffi: 'C++' }, 'bad-parameter'],
    [{ failed: ['crash'], ffi: 'Rust' }, 'bad-parameter'],
    [
      { failed: ['GetDeviceCaps=wrong-result'], arch: 'ia32', okOn: 'x64', ffi: 'C#' },
      'type-alias',
    ],
  ]
  for (const [options, expected] of rows)
    t.ok(firstOf(answerTo(options), 3).includes(expected), JSON.stringify(options))
})

t.test('a function that cannot fail did not fail', async t => {
  const answer = answerTo({
    failed: ['GetNativeSystemInfo=lost'],
    arch: 'x64',
    okOn: 'ia32',
    ffi: 'Go',
  })
  t.ok(
    ['return-upper-undefined', 'stale-last-error', 'last-error-lost'].includes(
      firstOf(answer)[0] ?? '',
    ),
  )
})

t.test('the codes of the multimedia functions are their own', async t => {
  t.same(firstOf(answerTo({ failed: ['midiInOpen=4'], ffi: 'C#' })), ['busy'])
  t.same(firstOf(answerTo({ failed: ['waveOutOpen=11'], ffi: 'C' })), ['bad-parameter'])
  const closed = answerTo({ failed: ['midiInClose=5'], ffi: 'C' })
  t.same(
    closed.understood.calls.map(({ code }) => code),
    ['5'],
    'it is shown as it was said',
  )
  t.notOk(
    firstOf(closed, 3).some(name => name === 'busy' || name === 'unplugged'),
    'their 5 is an invalid handle, and not a denied access',
  )
})

t.test('languages that call Windows are known by their names', async t => {
  for (const ffi of ['Factor', 'Red', 'Eiffel', 'Janet', 'Hy', 'Beef', 'QB64'])
    t.ok(answerTo({ failed: ['LoadLibrary=193'], ffi }).ranking.length > 0, ffi)
})

t.test('how a call ended may be typed in other words', async t => {
  for (const [typed, outcome] of [
    ['failed', 'failed'],
    ['error', 'failed'],
    ['false', 'failed'],
    ['E_FAIL', 'failed'],
    ['segfault', 'crash'],
    ['hangs', 'hang'],
    ['rejected', 'refused'],
    ['unplugged', 'gone'],
  ] as const) {
    t.equal(symptomOf({ failed: [typed], ok: [], seen: [] }).failed[0]?.outcome, outcome)
    t.same(symptomOf({ failed: [`ReadFile=${typed}`], ok: [], seen: [] }).failed[0], {
      call: 'ReadFile',
      outcome,
    })
  }
})
