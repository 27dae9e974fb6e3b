import t from 'tap'
import { featuresOf } from '../../../../src/diagnose/symptom.ts'
import { understoodOf } from '../../../../src/diagnose/understood.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

const messages: readonly {
  readonly name: string
  readonly text: string
  readonly call?: string
  readonly outcome: string
  readonly ffi?: string
  readonly handle?: bigint
}[] = [
  {
    name: 'Python 2, pyserial',
    call: 'ReadFile',
    outcome: '6',
    ffi: 'ctypes-old',
    text: 'Traceback (most recent call last):\n  File "C:\\Python27\\lib\\site-packages\\serial\\serialwin32.py", line 236, in read\n    err = win32.ReadFile(self.hComPort, buf, n, ctypes.byref(rc), ctypes.byref(self._overlappedRead))\nWindowsError: [Error 6] The handle is invalid.',
  },
  {
    name: 'Python 3, WinError',
    call: 'WriteConsoleW',
    outcome: '6',
    ffi: 'ctypes-old',
    text: 'Python 3.4.3 on win32\n  File "a.py", line 3, in write\n    WriteConsoleW(handle, text, n)\nOSError: [WinError 6] The handle is invalid',
  },
  {
    name: 'pyserial 3, OSError with its four parts',
    call: 'ClearCommError',
    outcome: '6',
    text: "serial.serialutil.SerialException: ClearCommError failed (OSError(9, 'The handle is invalid.', None, 6))",
  },
  {
    name: 'ctypes overflow',
    call: 'GetWindowTextLengthW',
    outcome: 'overflow',
    ffi: 'ctypes',
    text: 'Python 3.10\n    length = user32.GetWindowTextLengthW(hwnd)\nctypes.ArgumentError: argument 1: OverflowError: int too long to convert',
  },
  {
    name: 'ctypes access violation with its address',
    call: 'GlobalLock',
    outcome: 'crash',
    ffi: 'ctypes',
    handle: 0x12345678n,
    text: 'Traceback (most recent call last):\n  GlobalLock(h)\nOSError: exception: access violation reading 0x0000000012345678',
  },
  {
    name: 'Node, koffi',
    call: 'PurgeComm',
    outcome: '6',
    ffi: 'js',
    text: 'Error: PurgeComm failed: error 6\n    at Object.<anonymous> (file:///C:/port.js:12:9)\nNode.js v22.1.0',
  },
  {
    name: '.NET, P/Invoke',
    call: 'DeviceIoControl',
    outcome: '6',
    ffi: 'pinvoke',
    text: 'Unhandled exception. System.ComponentModel.Win32Exception (6): The handle is invalid.\n   at Port.DeviceIoControl(IntPtr h) in C:\\a\\Port.cs:line 31',
  },
  {
    name: '.NET, HRESULT',
    outcome: '6',
    ffi: 'pinvoke',
    text: 'System.IO.IOException: The handle is invalid. (Exception from HRESULT: 0x80070006 (E_HANDLE))\n   at System.IO.Ports.SerialStream.Read()',
  },
  {
    name: '.NET, overflow',
    outcome: 'overflow',
    ffi: 'pinvoke',
    text: 'System.OverflowException: Arithmetic operation resulted in an overflow.\n   at System.IntPtr.ToInt32()',
  },
  {
    name: 'VBA, LastDllError',
    call: 'SetCommState',
    outcome: '6',
    ffi: 'vba',
    text: 'VBA: SetCommState failed, Err.LastDllError = 6',
  },
  {
    name: 'VBA, run-time error 6 is an overflow',
    outcome: 'overflow',
    ffi: 'vba',
    text: "Run-time error '6':\n Overflow".replace(':\n ', ': '),
  },
  {
    name: 'AutoHotkey',
    call: 'WriteFile',
    outcome: '6',
    ffi: 'ahk',
    text: 'Error: DllCall("WriteFile") returned 0, A_LastError: 6\n--> port.ahk:12',
  },
  {
    name: 'Go',
    call: 'GetConsoleMode',
    outcome: '6',
    ffi: 'go',
    text: 'panic: GetConsoleMode: The handle is invalid.\n\ngoroutine 1 [running]:\nmain.main()\n\tC:/a/main.go:12',
  },
  {
    name: 'Rust',
    call: 'ReadFile',
    outcome: '6',
    ffi: 'rust',
    text: 'thread \'main\' panicked at src/main.rs:8:5:\nReadFile: Os { code: 6, kind: Uncategorized, message: "The handle is invalid." }',
  },
  {
    name: 'Rust, os error',
    call: 'GetConsoleMode',
    outcome: '6',
    ffi: 'rust',
    text: 'Error: get console mode: The handle is invalid. (os error 6)',
  },
  {
    name: 'Java, JNA',
    call: 'GetOverlappedResult',
    outcome: '6',
    ffi: 'java',
    text: 'Exception in thread "main" com.sun.jna.LastErrorException: [6] The handle is invalid.\n\tat Port.GetOverlappedResult(Port.java:77)',
  },
  {
    name: 'NTSTATUS',
    call: 'NtReadFile'.replace('Nt', ''),
    outcome: '6',
    text: 'ReadFile -> status c0000008',
  },
  {
    name: 'German Windows',
    call: 'ReadFile',
    outcome: '6',
    text: 'ReadFile: Das Handle ist ungültig.',
  },
  {
    name: 'a handle in the text',
    call: 'ReadFile',
    outcome: '6',
    handle: 0x54n,
    text: 'ReadFile(handle=0x54) failed with 6',
  },
]

for (const message of messages) {
  t.test(`parseText() reads ${message.name}`, async t => {
    const symptom = parseText(message.text)
    t.equal(symptom.failed[0]?.outcome, message.outcome, 'the outcome')
    if (message.call !== undefined) t.equal(symptom.failed[0]?.call, message.call, 'the call')
    if (message.ffi !== undefined) t.equal(symptom.ffi, message.ffi, 'the FFI')
    if (message.handle !== undefined) t.equal(symptom.handle, message.handle, 'the handle')
  })
}

t.test('parseText() reads what words say beside the code', async t => {
  const symptom = parseText(
    'On 64-bit Python ReadFile gives [Error 6]; the 32-bit interpreter works. It happens sometimes.',
  )
  t.equal(symptom.okOn, 'ia32')
  t.same(symptom.also?.rhythm, ['sometimes'])
  t.same(featuresOf(symptom).width, ['only-64'])
})

t.test('parseText() reads a log: what went well, and the first failure', async t => {
  const symptom = parseText(
    'CreateFileW -> 0x54\nSetCommState ok\nClearCommError ok\nReadFile failed with 6',
  )
  t.same(symptom.ok, ['CreateFileW', 'SetCommState', 'ClearCommError'])
  t.same(symptom.failed, [{ call: 'ReadFile', outcome: '6' }])
})

t.test('parseText() takes any text', async t => {
  for (const text of [
    '',
    '\n\n',
    '{',
    '0'.repeat(200_000),
    'error '.repeat(20_000),
    '(((((((((('.repeat(5000),
  ]) {
    t.ok(parseText(text))
  }
})

t.test('a number of something else beside a failure is listed with the reason', async t => {
  for (const [text, reason] of [
    ['HTTP error 6', /HTTP/],
    ['SQL error 87', /SQL/],
    ['See issue 6', /issue/],
    ['fixes #6', /issue/],
    ['PR 1784', /issue/],
    ['process exited with code 6', /exit code/],
    ['make: *** [all] Error 6', /exit code/],
    ['mingw32-make.exe[1]: *** [foo.o] Error 6', /exit code/],
    ['NMAKE : fatal error U1077: “cl.EXE”: 返回代码“0x6', /exit code/],
    ['npm ERR! code 6', /exit code/],
  ] as const) {
    const { failed, ignored = [] } = parseText(`${text}\nReadFile failed with error 5`)
    t.same(failed, [{ call: 'ReadFile', outcome: '5' }], text)
    t.match(ignored, [{ text, reason }], text)
  }
  t.same(parseText('#6  0x00007ff8 in ReadFile\nReadFile failed with error 5').ignored, [])
})

t.test('what a script asks of its runtime below an error is not the call that failed', async t => {
  const [below] = parseText(
    'OSError: [WinError 6] The handle is invalid\nmy profile has\n$w = [System.Console]::WindowWidth',
  ).failed
  t.equal(below?.call, '')
  const [trace] = parseText(
    'The handle is invalid.\nAt line:1 char:1\n+ [Console]::WindowWidth\n+ ~~~~~~~~',
  ).failed
  t.equal(trace?.via, '[Console]::WindowWidth')
})

t.test('a success is no failure where a call failed', async t => {
  t.same(
    parseText('Os { code: 0, kind: Other }\nOs { code: 6, kind: Other }').failed.map(
      ({ outcome }) => outcome,
    ),
    ['6'],
  )
})

t.test('a pseudo handle is a value that a later call was given', async t => {
  const { failed, ok } = parseText('OpenIt: GetCurrentProcess() returned STATUS_INVALID_HANDLE')
  t.match(failed, [{ call: '', outcome: '6' }])
  t.same(ok, ['GetCurrentProcess'])
})

t.test('a code that is denied is none, and what is quoted stays as it is', async t => {
  for (const [text, code] of [
    ['GetCommTimeouts does not fail with 6 but with 87.', '87'],
    ['ReadFile schlägt nicht mit Fehler 6, sondern mit 87 fehl.', '87'],
    ['ReadFile failed with error 6, but WriteFile worked.', '6'],
    ['ReadFile fails, not in 64 but in 32 bits: error 6', '6'],
  ] as const)
    t.match(parseText(text).failed, [{ outcome: code }], text)
  const { described } = understoodOf(
    parseText('The handle is not cut to 16 but to 32 bits, ReadFile fails.'),
  )
  t.match(described?.[0], /not cut to 16 but to 32 bits/)
})

t.test('a function that a DLL has not is named in many languages, and a class is none', async t => {
  for (const text of [
    'System.EntryPointNotFoundException: 无法在 DLL“user32.dll”中找到名为“SetThreadDescription”的入口点。',
    'System.EntryPointNotFoundException: Не удается найти точку входа "SetThreadDescription" в DLL "kernel32.dll".',
    'System.EntryPointNotFoundException: Kan ingangspunt met de naam GetDpiForWindow in DLL user32.dll niet vinden.',
  ])
    t.match(parseText(text).failed, [{ outcome: '127', call: /^(?:Set|Get)\w+$/ }], text)
  t.same(
    parseText('名为 SerialReader 的类抛出异常，错误 6').failed.map(({ call }) => call),
    [''],
  )
})

t.test('a struct that somebody compared is not what is wrong', async t => {
  for (const text of [
    'I have double checked the struct sizes against the [documentation](https://learn.microsoft.com/en-us/windows/win32/api/bluetoothapis/ns-bluetoothapis-bluetooth_device_search_params) and they check out.',
    'sizeof and the offsets all match. ReadFile crashes.',
  ]) {
    const { also, topics } = parseText(`${text}\nOSError: exception: access violation reading 0x1`)
    t.match(also, { layout: ['right'] }, text)
    t.notOk(JSON.stringify(topics ?? '').includes('struct-'), text)
  }
  t.equal(
    parseText('The struct sizes are right for 32 bits. ReadFile crashes.').also?.layout,
    undefined,
  )
})

t.test("Popen's own clean-up is known, and its cure", async t => {
  const { library } = parseText(
    'Traceback (most recent call last):\n  File "C:\\Python37\\lib\\subprocess.py", line 687, in __init__\n    _cleanup()\n  File "C:\\Python37\\lib\\subprocess.py", line 229, in _cleanup\nOSError: [WinError 6] The handle is invalid',
  )
  t.match(library?.fault, { mistake: 'closed-handle', cure: /Python 3\.8 or newer/ })
})
