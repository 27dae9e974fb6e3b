import t from 'tap'
import type { Result } from '../../../../src/diagnose/diagnose.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const answerTo = (text: string): Result => byRules(parseText(text))
const cut: readonly MistakeId[] = [
  'arg-truncated',
  'return-truncated',
  'field-narrowed',
  'type-alias',
]
const ofStructs: readonly MistakeId[] = [
  'struct-layout-shrunk',
  'struct-size-constant',
  'union-misplaced',
]
const refused: readonly MistakeId[] = ['arg-overflow-raise', 'narrowing-throws']

/** Texts, and the classes that are a right answer. */
const rows: Readonly<Record<string, readonly (readonly [string, readonly MistakeId[]])[]>> = {
  'what compilers say of a cast': [
    [
      "It crashes as x64, x86 is fine.\nmain.cpp(12): warning C4311: 'type cast': pointer truncation from 'MyWnd *' to 'LONG'",
      cut,
    ],
    [
      'warning: cast from pointer to integer of different size [-Wpointer-to-int-cast]\n  waveOutOpen(&h, WAVE_MAPPER, &wfx, (DWORD)callback, 0, CALLBACK_FUNCTION);\nThe 64-bit build crashes.',
      cut,
    ],
    [
      "error CS0266: Cannot implicitly convert type 'System.IntPtr' to 'int'.\n int hwnd = FindWindow(null, name);",
      [...cut, 'narrowing-throws'],
    ],
  ],
  'what runtimes say of a number that does not fit': [
    [
      'java.lang.IllegalArgumentException: Argument value 0x7ff6c1230000 exceeds native capacity (4 bytes) mask=0xffffffff00000000\n\tat com.sun.jna.IntegerType.setValue(IntegerType.java:104)',
      refused,
    ],
    [
      'RangeError (value): Invalid value: Not in inclusive range -2147483648..2147483647: 140723412341234\nSetWindowLongPtr(hwnd, index, pointer.address)',
      refused,
    ],
    [
      "struct.error: 'I' format requires 0 <= number <= 4294967295\nhwnd = user32.GetParent(h)",
      refused,
    ],
  ],
  'a name that the headers have for 32 bits alone': [
    ["view.cpp(64): error C2065: 'GWL_USERDATA': undeclared identifier", cut],
    ['“GWL_HINSTANCE”: 未声明的标识符', cut],
    ['The macro GCL_HICON is not defined on Windows.', cut],
  ],
  'the sign of a socket, which has none': [
    [
      'SOCKET s;\ns = accept(self->fd, NULL, NULL);\nif (s >= 0) {\n  serve(s);',
      ['sentinel-mismatch'],
    ],
    [
      'SOCKET a, b = socket(AF_INET, SOCK_DGRAM, 0);\nif (b < 0)\n  return errno;',
      ['sentinel-mismatch'],
    ],
  ],
  'a socket that is given to the C runtime': [
    ['Calling close(fd) with a windows socket causes a run time error.', ['wrong-kind']],
    ["Visual Studio doesn't allow close() on a socket", ['wrong-kind']],
  ],
  'pseudo handles by what they are': [
    [
      "Token pseudo-handles can't be duplicated: DuplicateHandle fails with ERROR_INVALID_HANDLE",
      ['pseudo-handle'],
    ],
    ['GetCurrentThread() returns 0xfffffffffffffffe from all of my threads', ['pseudo-handle']],
  ],
  "what PowerShell's host says of its window": [
    ['Exception setting "CursorPosition": "The handle is invalid."', ['no-console']],
    ['Exception getting "BufferSize": "The handle is invalid."', ['no-console']],
  ],
  'what a child keeps open': [
    [
      'On Windows the listening socket stays open after my exit where I launched another program before.',
      ['inheritance'],
    ],
    [
      'Windows: socket close delays when capturing stdin/out/err of subprocess: closing the socket waits until the sub-process has exited',
      ['inheritance'],
    ],
  ],
  'a last error that nothing resets': [
    ["GetModuleFileNameW() succeeds and doesn't reset last error", ['stale-last-error']],
  ],
  'ports whose names need a prefix': [
    ['In Windows it can not open "COM24" but can open "COM4"', ['bad-parameter']],
    ["IOPort doesn't recognize ports above COM9.", ['bad-parameter']],
  ],
  'a buffer without its length': [
    [
      'System.AccessViolationException\n   at Own.NativeCode.Parse(String name, StringBuilder user, Int32 userMaxChars)\nvar user = new StringBuilder();',
      ['bad-parameter'],
    ],
  ],
  'bindings of the other width': [
    [
      'java.lang.NoSuchMethodException: java.util.prefs.WindowsPreferences.<init>(int,[B)',
      [...cut],
    ],
    ['IndexError: Memory access offset=0 size=8 is out of bounds (jruby, Windows)', cut],
    ['When PIDs on Windows grow over 65535 the list is empty.', ['field-narrowed']],
  ],
  'a process that reaches one of the other width': [
    ['Windows: read x64 bits process memory from a x86 process', ['process-bitness']],
    ['Script runtime error:\nWin32API is not supported in 64-bit process', ['process-bitness']],
  ],
  'more handles than a wait takes, as CPython says it': [
    [
      '    res = _winapi.WaitForMultipleObjects(L, False, timeout)\nValueError: need at most 63 handles, got a sequence of length 66',
      ['bad-parameter'],
    ],
  ],
  'a port that is opened, used, closed and opened again': [
    [
      'The program opens a COM port, writes to it and closes it again.\nThe COM port has been closed using CloseHandle.\nThen it opens the same COM port again, which fails with the error code 5 (ERROR_ACCESS_DENIED).',
      ['busy'],
    ],
  ],
  'a child that cannot be started': [
    [
      '[test] error: Failed to spawn: `python`\n[test]   Caused by: Invalid Handle. (os error 6)',
      ['inheritance'],
    ],
  ],
  "what .NET's marshaller says": [
    [
      "System.Runtime.InteropServices.MarshalDirectiveException: Cannot marshal 'return value': Invalid managed/unmanaged type combination.\n   at Own.Native.GetClassLongPtr(IntPtr hWnd, Int32 nIndex)",
      ['return-truncated', 'narrowing-throws'],
    ],
    [
      "System.Runtime.InteropServices.MarshalDirectiveException: Cannot marshal 'parameter #2': Invalid managed/unmanaged type combination.",
      cut,
    ],
    [
      "System.ArgumentException: Type 'Native+WNDCLASSEX' cannot be marshaled as an unmanaged structure; no meaningful size or offset can be computed.",
      ofStructs,
    ],
  ],
  'the types in the frames of .NET': [
    [
      'Unhandled Exception: System.AccessViolationException: Attempted to read or write protected memory.\n   at Own.Shell.SHChangeNotify(Int64 eventId, UInt32 flags, IntPtr item1, IntPtr item2)',
      ['too-wide'],
    ],
    [
      'System.AccessViolationException: Attempted to read or write protected memory, in the x64 build only.\n   at Own.Native.SendMessage(IntPtr hWnd, Int32 msg, Int32 wParam, Int32 lParam)',
      cut,
    ],
  ],
  'handles and descriptors': [
    [
      'Traceback (most recent call last):\n  File "pipes.py", line 59, in wrap\n    reader = io.open(conn._handle, \'rb\', 0)\nOSError: [WinError 6] The handle is invalid',
      ['wrong-kind'],
    ],
    [
      'Traceback (most recent call last):\n  File "lock.py", line 9, in lock\n    kernel32.GetFileType(stream.fileno())\nOSError: [WinError 6] The handle is invalid',
      ['wrong-kind'],
    ],
    [
      'thread panicked at src\\io.rs:12: let out = File::from_raw_handle(1 as _);\nOs { code: 6, kind: Uncategorized, message: "The handle is invalid." }',
      ['wrong-kind'],
    ],
    [
      'exception=OSError(9, \'The handle is invalid\', None, 6, None)>\nTraceback (most recent call last):\n  File "log.py", line 50, in start\n    transport, protocol = await loop.connect_write_pipe(\n  File "asyncio\\\\proactor_events.py", line 434, in __init__\n    super().__init__()',
      ['wrong-kind'],
    ],
    [
      'If I call CloseHandle on view it gives error 6, but if I call it on mapping it succeeds.',
      ['wrong-kind'],
    ],
  ],
  'who has it': [
    [
      'System.Runtime.InteropServices.COMException (0x800401D0): OpenClipboard Failed (Exception from HRESULT: 0x800401D0 (CLIPBRD_E_CANT_OPEN))',
      ['busy'],
    ],
    [
      'jssc.SerialPortException: Port name - COM4; Method name - openPort(); Exception type - Port busy.',
      ['busy'],
    ],
    [
      "System.DllNotFoundException: Unable to load DLL 'own.dll': The specified module could not be found. (Exception from HRESULT: 0x8007007E)",
      ['failed-open', 'process-bitness'],
    ],
  ],
  'opens that are said to have failed': [
    [
      'CreateFileW(L"\\\\\\\\.\\\\device", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);\nthis returns -1 (INVALID_HANDLE_VALUE)',
      ['failed-open'],
    ],
  ],
  'codes that change, and statuses': [
    [
      'Seen, returned from BitBlt:\n- ERROR_INVALID_HANDLE\n- ERROR_ACCESS_DENIED\n- ERROR_HANDLE_EOF',
      ['stale-last-error'],
    ],
    [
      'call to NtQuerySystemInformation returned 3221225476. err: The operation completed successfully',
      ofStructs,
    ],
  ],
  'what fails since the process has 64 bits': [
    [
      'AccessViolationException in DefWindowProc after switching the target from x86 to x64. SetWindowLong was used.',
      cut,
    ],
  ],
}

for (const [title, list] of Object.entries(rows))
  t.test(title, async t => {
    for (const [text, accepted] of list) {
      const [first] = answerTo(text).ranking
      t.ok(first && accepted.includes(first.class), `${first?.class}: ${text}`)
    }
  })

t.test('a change of the process is read, and that of the system is not', async t => {
  t.match(parseText('SetTimer crashes since we moved to 64-bit Excel'), {
    architecture: 'x64',
    okOn: 'ia32',
  })
  t.equal(
    parseText('ReadFile fails with error 6 after upgrading to 64-bit Windows').okOn,
    undefined,
  )
})

t.test('the digits of an address say how wide its process is', async t => {
  const said = (digits: string): string | undefined =>
    parseText(`OSError: exception: access violation reading 0x${digits}`).architecture
  t.equal(said('00000004'), 'ia32')
  t.equal(said('0000000000000004'), 'x64')
  t.ok(
    answerTo(
      'user32.GetMessageW(None, 0, 0, 0)\nOSError: exception: access violation reading 0x00000004',
    )
      .ranking.slice(0, 3)
      .some(({ class: name }) => name === 'bad-parameter'),
  )
})

t.test('a failure in the commonest words is one where nothing better is told', async t => {
  t.match(
    parseText(
      'A serial card on Windows 10. System.IO.IOException: Unable to set RTS state explicitly\n   at Ports.CommModemStatus.SetRts(Boolean value)',
    ).failed,
    [{ call: 'EscapeCommFunction', outcome: 'failed' }],
  )
  t.match(parseText('Msgbox: GetProcessMemoryInfo64 failed').failed, [
    { call: 'GetProcessMemoryInfo', outcome: 'failed' },
  ])
  t.match(
    answerTo(
      "The dialog doesn't even open:\nvar request = new OPENFILENAMEW { lStructSize = (uint)sizeof(OPENFILENAMEW), nMaxFile = 100 };\nPInvoke.GetOpenFileName(request)",
    )
      .ranking.slice(0, 3)
      .map(({ class: name }) => name)
      .join(),
    /struct-size-constant/,
  )
  for (const text of ['OpenSSL: bad handle', 'The handle of the cup is broken', 'C:\\a.exe error'])
    t.same(parseText(text).failed, [], text)
})

t.test(
  'a close beside an open that fails is not what failed, and WSL is no console of its own',
  async t => {
    t.match(
      parseText(
        'The COM port has been closed using CloseHandle.\nThen it opens the same COM port again, which fails with the error code 5',
      ).failed,
      [{ call: '', outcome: '5' }],
    )
    t.match(parseText('From within WSL choco.exe says: The handle is invalid.').also, {
      redirected: ['yes'],
    })
  },
)

t.test('a send that returns -1 is no open', async t => {
  const { described = [] } = parseText(
    'On Windows the function returns -1.\nsend() reports WSAEFAULT, an error of the pointer parameters',
  )
  t.same(described, [])
})

t.test('the process behind the level of a log is no code', async t => {
  t.same(parseText('2020-06-30 [own.process:786 ][ERROR   ][540] CreateProcessW raised').failed, [])
})
