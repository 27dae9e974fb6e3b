import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const firstOf = (text: string): MistakeId | undefined => byRules(parseText(text)).ranking[0]?.class

t.test('the language is read from the code, where no message of a runtime tells it', async t => {
  const rows: readonly (readonly [ffi: string, text: string])[] = [
    ['rust', 'let mut h: HANDLE = null_mut();\nReadFile fails with error 6'],
    ['go', 'go1.22.3 windows/amd64\nGetConsoleMode failed: The handle is invalid'],
    ['lua', 'LuaJIT x64: FindNextFile crashes\nlocal h = ffi.cast("int", first)'],
    ['java', 'Kernel32.INSTANCE.CreateFile fails with error 5'],
    ['ruby', 'client.railgun.kernel32.ReadFile fails with error 6'],
    ['ctypes', 'We moved to Python 3, and ReadFile fails with error 6'],
    ['delphi', 'procedure TPort.Open; ReadFile fails with error 6'],
    ['js', "const port = require('serial')\nReadFile fails with error 6"],
    ['pinvoke', 'public static extern int Open();\nReadFile fails with error 6'],
    ['native', '#include <windows.h>\nReadFile fails with error 6'],
  ]
  for (const [ffi, text] of rows) t.equal(parseText(text).ffiName, ffi, text)
  t.equal(parseText('ReadFile fails with error 6').ffiName, undefined)
})

t.test('what people say of a device, and of how often it fails', async t => {
  for (const text of [
    'ReadFile fails when the device is removed',
    'ReadFile fails after the USB adapter was pulled out',
    'ReadFile fails upon surprise removal',
    'ReadFile fails after manual disconnection',
  ])
    t.same(parseText(text).also?.hint, ['unplug'], text)
  for (const [rhythm, text] of [
    ['sometimes', 'ReadFile fails with error 6 on some machines'],
    ['sometimes', 'ReadFile fails with error 6 once every few minutes'],
    ['sometimes', 'ReadFile does not always fail with error 6'],
    ['always', 'ReadFile fails with error 6 every time'],
    ['always', 'ReadFile always fails with error 6'],
  ] as const)
    t.same(parseText(text).also?.rhythm, [rhythm], text)
  t.equal(parseText('ReadFile fails with error 6').also?.rhythm, undefined)
})

t.test('how it ends is said in other words', async t => {
  for (const [outcome, text] of [
    ['crash', 'The program silently exits in CreateFileW'],
    ['crash', 'FatalExecutionEngineError in PtrToStructure of the callback of midiInOpen'],
    ['overflow', 'The argument of SendMessageW is outside the bounds of a 32 bit signed integer'],
    ['wrong-data', 'The counters of GetIfEntry2 appear incorrect'],
    ['wrong-data', 'The upper bytes of GetWindowLongPtrW are always zero'],
  ] as const)
    t.equal(parseText(text).failed[0]?.outcome, outcome, text)
})

t.test('code that prints or would throw says nothing of what happened', async t => {
  const failure = 'Opening COM7: Unknown error code 121\n'
  t.same(parseText(`${failure}  console.log('opened')`).also?.hint, undefined)
  t.same(
    parseText(`${failure}Error: EBADF\n    at console.log (node:internal/console:1:2)`).also?.hint,
    ['console'],
  )
  t.equal(
    parseText(
      'SetCommState fails: error 87\n  if (gone) throw new ObjectDisposedException("port");',
    ).raised,
    undefined,
  )
  for (const line of [
    'console.log("No ports available")',
    'if (open) throw new InvalidOperationException("The serial port is already in use");',
    'Stack: [0x000000fa31400000,0x000000fa31500000],  free space=1002k',
  ])
    t.notOk(
      parseText(
        `Something fails with the handles of our serial ports in two threads on Windows\n${line}`,
      ).described?.some(({ quote }) => line.startsWith(quote.slice(0, 20))),
      line,
    )
})

t.test('a library whose fault is known is named, and its fault counts', async t => {
  const rows: readonly (readonly [MistakeId, string])[] = [
    [
      'hevent-misuse',
      "import { SerialPort } from 'serialport'\nOn Windows ARM64 each write fails after the port was opened",
    ],
    [
      'type-alias',
      'EXCEPTION_ACCESS_VIOLATION (0xc0000005)\nC  [libNRJavaSerial.dll+0x1a2b]\nj  gnu.io.RXTXPort.readByte()I+0',
    ],
    [
      'overlapped-moved',
      'jtermios.windows.JTermiosImpl$Fail\n\tat jtermios.windows.JTermiosImpl.select(JTermiosImpl.java:911)',
    ],
    [
      'pseudo-handle',
      'warning from the finalizer for\nWin32::Handle, which invokes CloseHandle: The handle is invalid',
    ],
  ]
  for (const [expected, text] of rows) {
    t.ok(parseText(text).library?.fault, text)
    t.equal(firstOf(text), expected, text)
  }
  t.equal(
    parseText(
      'After we unplug it:\njtermios.windows.JTermiosImpl$Fail\n\tat jtermios.windows.JTermiosImpl.select(JTermiosImpl.java:911)',
    ).library?.fault,
    undefined,
  )
})

t.test('a last error that is read like any other function is lost', async t => {
  for (const text of [
    "const last = lib.func('uint32_t GetLastError()')\nlib.stdcall('GetLastError', 'long', [])",
    '[DllImport("kernel32.dll")] static extern uint GetLastError();',
    'Private Declare PtrSafe Function GetLastError Lib "kernel32" () As Long',
  ])
    t.equal(
      parseText(`CreateFileW fails, and the code is 0\n${text}`).described?.[0]?.first,
      'last-error-lost',
      text,
    )
})

t.test('a 0 that is no failure makes the last error that of an earlier call', async t => {
  t.equal(
    firstOf('GetWindowLongPtr is said to fail, but zero is a valid style here, with error 5'),
    'stale-last-error',
  )
})
