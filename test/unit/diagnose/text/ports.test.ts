import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const cut: readonly MistakeId[] = [
  'arg-truncated',
  'return-truncated',
  'field-narrowed',
  'type-alias',
]

const rows: Readonly<Record<string, readonly (readonly [string, readonly MistakeId[]])[]>> = {
  'types of 32 bits and what takes their place, as people list them': [
    ['Port to Win64: LongInt -> NativeInt, Integer -> THandle', cut],
    ['Changes for 64 bits // DWORD > DWORD_PTR', cut],
    ['replaced int by INT_PTR in the hook', cut],
    ['LongPtr in place of Long in all Declare lines, else Excel quits', cut],
    ['`uintptr` instead of `uint32` in the syscall wrapper of my Go port for Windows', cut],
    ['Integer does for an lParam\nin 32-bit programs, but not in 64-bit ones. Delphi.', cut],
    ['A DWORD is fine for a pointer in x86, but not in x64 (kernel32)', cut],
    ['Using Application.hInstance fails in 64-bit Access', cut],
    [
      'The 64-bit program fails since PowerBuilder 2022:\nFUNCTION ulong GetModuleHandleA ( string name ) LIBRARY "kernel32.dll"',
      cut,
    ],
  ],
  'sizes of structs that are written as numbers': [
    [
      'The DirectInput back end fails on x64 because of hard-coded structure sizes',
      ['struct-size-constant', 'struct-layout-shrunk'],
    ],
    ['structure size hardcoding breaks the 64-bit build', ['struct-size-constant']],
  ],
  'a stack that a call damages': [
    ['The call of glGetString leaves the stack corrupted. Win32, x86.', ['calling-convention']],
    ['stack is corrupted after the callback returns (user32 hook)', ['calling-convention']],
    [
      'The function pointer of GetProcAddress: calling it corrupts the stack',
      ['calling-convention'],
    ],
    ['ESP is off by 8 after the call through GetProcAddress', ['calling-convention']],
    ['Stack around the variable "info" was corrupted', ['struct-layout-shrunk']],
  ],
  'a wrong check in words': [
    [
      'The code tests the result of OpenProcess against INVALID_HANDLE_VALUE.',
      ['sentinel-mismatch'],
    ],
    ['You compare the handle of CreateMutexW to -1', ['sentinel-mismatch']],
    ['CreateFileW is checked for NULL in open_port', ['sentinel-mismatch']],
    ['FindFirstFileW is tested against nil, so the loop goes on', ['sentinel-mismatch']],
    ["a nil check of windows.CreateFile's handle", ['sentinel-mismatch']],
    ['The result of FindFirstFileW is tested with if (hFind)', ['sentinel-mismatch']],
    ['INVALID_HANDLE_VALUE is treated as a valid handle in OpenPort', ['sentinel-mismatch']],
    ['Wrong error check for CreateNamedPipeA', ['sentinel-mismatch']],
    [
      'On failure it returns -1, not 0: CreateToolhelp32Snapshot in modules.c',
      ['sentinel-mismatch', 'failed-open'],
    ],
  ],
  'an exception of .NET that is no overflow': [
    [
      'System.NullReferenceException: Object reference not set, at Own.Device..ctor(). On x86 it works. When I switch the platform to x64 it fails.',
      [...cut, 'struct-layout-shrunk'],
    ],
  ],
  'a port that is in use': [['"COM port in use" appears now and then', ['busy']]],
}

for (const [kind, texts] of Object.entries(rows))
  t.test(kind, async t => {
    for (const [text, classes] of texts) {
      const { ranking } = byRules(parseText(text))
      t.ok(ranking[0] && classes.includes(ranking[0].class), `${text} → ${ranking[0]?.class}`)
    }
  })

t.test('what is like it and means nothing of the kind', async t => {
  for (const text of [
    'int > HANDLE_LIMIT',
    'List<int> to List<IntPtr>',
    'if (DWORD > 5) continue',
    'CreateFileW is checked for INVALID_HANDLE_VALUE',
    'The code tests the result of OpenProcess against NULL.',
    'You should check CreateFileW against INVALID_HANDLE_VALUE',
    'The stack of windows is corrupted',
    'debuggers check for invalid handle exceptions',
  ])
    t.notOk(
      parseText(text).described?.some(
        ({ isTopic, first }) => isTopic !== true && first !== undefined,
      ),
      text,
    )
})

t.test('widths that words state', async t => {
  t.equal(
    parseText('CreateFile: the exported functions of the 64-bit program fail').okOn,
    undefined,
  )
  t.equal(parseText('CloseHandle does not appear to work in x64').okOn, undefined)
  t.equal(parseText('It breaks waveOutGetID on x86 only').okOn, 'x64')
  t.equal(parseText('CloseHandle fails when I set the platform to x64').okOn, 'ia32')
})
