import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

interface Message {
  readonly text: string
  readonly outcome: string
  readonly call?: string
  readonly ffi?: string
  readonly handle?: bigint
}

/** Messages as runtimes and libraries print them. */
const messages: Readonly<Record<string, readonly Message[]>> = {
  Python: [
    {
      text: 'IOError: [Errno 9] Bad file descriptor\nclose failed on windows',
      outcome: '6',
      ffi: 'ctypes',
    },
    {
      text: 'OSError: [WinError 193] %1 is not a valid Win32 application',
      outcome: '193',
      ffi: 'ctypes',
    },
    {
      text: 'Process32First returns error 24 - The program issued a command but the command length is incorrect.',
      outcome: '24',
      call: 'Process32First',
    },
    {
      text: "serial.serialutil.SerialException: could not open port 'COM3': FileNotFoundError(2, 'The system cannot find the file specified.', None, 2)",
      outcome: '2',
      call: 'CreateFileW',
    },
    {
      text: "serial.serialutil.SerialException: could not open port 'COM1': PermissionError(13, 'Access is denied.', None, 5)",
      outcome: '5',
      call: 'CreateFileW',
    },
    {
      text: "serial.serialutil.SerialException: Cannot configure port, something went wrong. Original message: OSError(22, 'The parameter is incorrect.', None, 87)",
      outcome: '87',
      call: 'SetCommState',
    },
    {
      text: 'serial.serialutil.SerialException: WriteFile failed ([Error 6] The handle is invalid.)',
      outcome: '6',
      call: 'WriteFile',
      ffi: 'ctypes-old',
    },
    {
      text: "serial.serialutil.SerialException: GetOverlappedResult failed (PermissionError(13, 'The device does not recognize the command.', None, 22))",
      outcome: '22',
      call: 'GetOverlappedResult',
    },
    {
      text: "pywintypes.error: (6, 'ReadFile', 'The handle is invalid.')",
      outcome: '6',
      call: 'ReadFile',
    },
    {
      text: "Python 3.6.8\nctypes.ArgumentError: argument 1: <class 'OverflowError'>: int too long to convert",
      outcome: 'overflow',
      ffi: 'ctypes-old',
    },
    {
      text: 'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    kernel32.GetModuleFileNameW(h, b, 260)\nOverflowError: Python int too large to convert to C long',
      outcome: 'overflow',
      call: 'GetModuleFileNameW',
      ffi: 'ctypes',
    },
    {
      text: 'Windows fatal exception: access violation\n\nCurrent thread 0x000012f0 (most recent call first):\n  File "hook.py", line 40 in _FindWindow',
      outcome: 'crash',
    },
    { text: 'Process finished with exit code -1073741819 (0xC0000005)', outcome: 'crash' },
    {
      text: 'OSError: exception: access violation writing 0x00000000A3F01000',
      outcome: 'crash',
      handle: 0xa3f01000n,
    },
    {
      text: 'ValueError: Procedure probably called with too many arguments (8 bytes in excess)',
      outcome: 'refused',
    },
  ],
  Node: [
    { text: '[Error: Opening COM3: Access denied]', outcome: '5', call: 'CreateFileW' },
    { text: '[Error: Opening COM7: File not found]', outcome: '2', call: 'CreateFileW' },
    {
      text: 'Error: Opening COM3: Unknown error code 31\n    at C:\\app\\node_modules\\serialport\\lib\\index.js:12:3',
      outcome: '31',
      call: 'CreateFileW',
      ffi: 'js',
    },
    {
      text: 'Error: Writing to COM port (GetOverlappedResult): Unknown error code 6\n    at node:internal/process/task_queues:95:5',
      outcome: '6',
      call: 'GetOverlappedResult',
    },
    {
      text: 'RangeError: The value of "value" is out of range. It must be >= 0 and <= 4294967295. Received 140_703_128_616_960\n    at writeU_Int32LE (node:internal/buffer:708:11)',
      outcome: 'overflow',
    },
  ],
  '.NET': [
    {
      text: 'System.Runtime.InteropServices.COMException (0x80070006): The handle is invalid. (Exception from HRESULT: 0x80070006 (E_HANDLE))',
      outcome: '6',
      ffi: 'pinvoke',
    },
    {
      text: 'System.IO.IOException: Das Handle ist ung\u00fcltig.\r\n   bei System.IO.Ports.InternalResources.WinIOError(Int32 errorCode, String str)',
      outcome: '6',
      ffi: 'pinvoke',
    },
    {
      text: 'Unhandled Exception: System.OverflowException: Arithmetic operation resulted in an overflow.\n   at System.IntPtr.op_Explicit(IntPtr value)',
      outcome: 'overflow',
      ffi: 'pinvoke',
    },
    {
      text: 'Fatal error. System.AccessViolationException: Attempted to read or write protected memory. This is often an indication that other memory is corrupt.',
      outcome: 'crash',
      ffi: 'pinvoke',
    },
    {
      text: 'Cannot convert value "140703128616960" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
      outcome: 'overflow',
    },
    {
      text: "Managed Debugging Assistant 'PInvokeStackImbalance' : 'A call to PInvoke function 'Port!Port.Native::ReadFile' has unbalanced the stack.'",
      outcome: 'refused',
      call: 'ReadFile',
    },
    {
      text: "System.UnauthorizedAccessException: Access to the port 'COM3' is denied.",
      outcome: '5',
      ffi: 'pinvoke',
    },
  ],
  VBA: [
    { text: "Run-time error '6':\n\nOverflow\nVBA", outcome: 'overflow', ffi: 'vba' },
    {
      text: "Run-time error '-2147024890 (80070006)':\n\nThe handle is invalid.",
      outcome: '6',
      ffi: 'vba',
    },
    { text: "Run-time error '49': Bad DLL calling convention", outcome: 'refused', ffi: 'vba' },
    {
      text: 'Compile error: The code in this project must be updated for use on 64-bit systems. Please review and update Declare statements and then mark them with the PtrSafe attribute.',
      outcome: 'refused',
      ffi: 'vba',
    },
    {
      text: 'Compile error: Type mismatch\nPrivate Declare PtrSafe Function CreateFileA',
      outcome: 'refused',
      ffi: 'vba',
    },
  ],
  AutoHotkey: [
    {
      text: 'Error: (6) The handle is invalid.\n\n---- port.ahk\n\u25b6 012: DllCall("PurgeComm", "Ptr", h, "UInt", 15)',
      outcome: '6',
      call: 'PurgeComm',
      ffi: 'ahk',
    },
    {
      text: 'Critical Error: Invalid memory read/write.\n\tLine#\n--->\t004: DllCall("GlobalLock", "UInt", p)',
      outcome: 'crash',
      call: 'GlobalLock',
      ffi: 'ahk',
    },
  ],
  Go: [
    {
      text: 'panic: read COM3: The handle is invalid.\n\ngoroutine 1 [running]:',
      outcome: '6',
      ffi: 'go',
    },
    {
      text: 'Exception 0xc0000005 0x1 0x12345678 0x7ffabcd\nPC=0x7ffabcd\n\nsyscall.SyscallN(0x7ff, {0xc00, 0x3, 0x3})',
      outcome: 'crash',
      ffi: 'go',
    },
    {
      text: 'panic: runtime error: invalid memory address or nil pointer dereference\n[signal 0xc0000005 code=0x0 addr=0x0 pc=0x4a2b3c]',
      outcome: 'crash',
      ffi: 'go',
    },
  ],
  Rust: [
    {
      text: 'thread \'main\' (4120) panicked at src\\port.rs:31:10:\ncalled `Result::unwrap()` on an `Err` value: Os { code: 6, kind: Uncategorized, message: "The handle is invalid." }',
      outcome: '6',
      ffi: 'rust',
    },
    {
      text: 'Error: Error { code: HRESULT(0x80070006), message: "The handle is invalid." }\n   0: src/port.rs:12',
      outcome: '6',
      ffi: 'rust',
    },
    { text: '(exit code: 0xc0000005, STATUS_ACCESS_VIOLATION)', outcome: 'crash' },
  ],
  Java: [
    {
      text: 'Exception in thread "main" java.lang.Error: Invalid memory access\n\tat com.sun.jna.Native.invokeInt(Native Method)',
      outcome: 'crash',
      ffi: 'java',
    },
    {
      text: '#  EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x00007ffd3a2c1d10, pid=1204, tid=5512\n# com.sun.jna',
      outcome: 'crash',
      ffi: 'java',
    },
    {
      text: 'jssc.SerialPortException: x\nWaitCommEvent: GetLastError() = 6\n\tat Port.run(Port.java:3)',
      outcome: '6',
      call: 'WaitCommEvent',
      ffi: 'java',
    },
  ],
  'other runtimes': [
    { text: 'System Error.  Code: 6.\nThe handle is invalid', outcome: '6' },
    { text: "RangeError: bignum too big to convert into `long'", outcome: 'overflow' },
    { text: 'LastError: 0x00000006 - The handle is invalid.', outcome: '6' },
    { text: 'NTSTATUS:  0xC0000008 - An invalid HANDLE was specified.', outcome: '6' },
    { text: 'CreateFile: GetLastError returned 0x20', outcome: '32', call: 'CreateFile' },
  ],
  'other languages': [
    ...[
      'Das Handle ist ung\u00fcltig.',
      'Descripteur non valide',
      'Controlador no v\u00e1lido.',
      'Handle non valido.',
      'Identificador inv\u00e1lido.',
      '\u041d\u0435\u0432\u0435\u0440\u043d\u044b\u0439 \u0434\u0435\u0441\u043a\u0440\u0438\u043f\u0442\u043e\u0440.',
      'Nieprawid\u0142owe doj\u015bcie.',
      '\u30cf\u30f3\u30c9\u30eb\u304c\u7121\u52b9\u3067\u3059\u3002',
      '\u53e5\u67c4\u65e0\u6548\u3002',
      '\u63a7\u5236\u4ee3\u78bc\u7121\u6548\u3002',
      '\ud578\ub4e4\uc774 \uc798\ubabb\ub418\uc5c8\uc2b5\ub2c8\ub2e4.',
      'Das Handle ist ung\ufffdltig.',
      'Das Handle ist ung\u00c3\u00bcltig.',
    ].map(says => ({ text: `ReadFile: ${says}`, outcome: '6', call: 'ReadFile' })),
    { text: 'CreateFileW: Zugriff verweigert', outcome: '5', call: 'CreateFileW' },
    {
      text: 'CreateFileW: \u0420\u041e\u0422\u041a\u0410\u0417\u0410\u041d\u041e \u0412 \u0414\u041e\u0421\u0422\u0423\u041f\u0415'.replace(
        '\u0420\u041e\u0422',
        '\u041e\u0442',
      ),
      outcome: '5',
      call: 'CreateFileW',
    },
    {
      text: 'CreateFileW: Le fichier sp\u00e9cifi\u00e9 est introuvable.',
      outcome: '2',
      call: 'CreateFileW',
    },
    {
      text: 'CreateFileW: \u7cfb\u7edf\u627e\u4e0d\u5230\u6307\u5b9a\u7684\u6587\u4ef6\u3002',
      outcome: '2',
      call: 'CreateFileW',
    },
  ],
}

for (const [runtime, list] of Object.entries(messages)) {
  t.test(`parseText() reads the messages of ${runtime}`, async t => {
    for (const { text, outcome, call, ffi, handle } of list) {
      const {
        failed: [first],
        ...symptom
      } = parseText(text)
      t.equal(first?.outcome, outcome, text)
      if (call !== undefined) t.equal(first?.call, call, `the call of ${text}`)
      if (ffi !== undefined) t.equal(symptom.ffi, ffi, `the FFI of ${text}`)
      if (handle !== undefined) t.equal(symptom.handle, handle, `the handle of ${text}`)
    }
  })
}

t.test('parseText() finds no failure in what says none', async t => {
  for (const text of [
    'COM3 opened, 6 bytes read',
    'The port has 0 errors',
    'handle 0x54',
    'ReadFile ok',
    'version 8007.6',
  ])
    t.same(parseText(text).failed, [], text)
})
