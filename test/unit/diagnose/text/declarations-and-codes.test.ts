import t from 'tap'
import { withoutOwnCodes } from '../../../../src/diagnose/own-codes.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { describedIn } from '../../../../src/diagnose/text/described.ts'
import { undeclaredCallsIn } from '../../../../src/diagnose/text/undeclared-calls.ts'
import { wrongDeclarationsIn } from '../../../../src/diagnose/text/prototypes.ts'
import { symptomOf } from '../../../../src/diagnose/options/index.ts'
import type { Symptom } from '../../../../src/diagnose/symptom.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const firstOf = (text: string): string | undefined => byRules(parseText(text)).ranking[0]?.class
const codeOf = (text: string): string | undefined => parseText(text).failed[0]?.outcome
const widthsOf = ({ architecture, okOn }: Symptom): readonly unknown[] => [architecture, okOn]

t.test('names and numbers of codes in forms of their own', async t => {
  for (const [text, expected] of [
    ['WSARecv gives WSA_INVALID_HANDLE', '6'],
    ['WSAGetOverlappedResult: WSA_IO_INCOMPLETE', '996'],
    ['the plug-in for Windows: select() throwing 10038 at once', '10038'],
    ['Win32: the socket raised 10093 on Windows', '10093'],
    [
      'SystemError: flock: The operation completed successfully.\n [1] #windowserror#12(::Nothing) at .\\error.jl',
      '0',
    ],
  ] as const)
    t.equal(codeOf(text), expected, text)
  t.equal(codeOf('Windows: the game throws 30 balls'), undefined)
  t.equal(codeOf('Windows: raised 1000 dollars, the handle of the cup'), undefined)
})

t.test('the sentences of rarer codes are read', async t => {
  for (const [text, code] of [
    ['SystemCallError: The directory name is invalid. - Failed to watch "C:/x"', '267'],
    ['Win32Exception: Invalid device context (DC) handle', '1425'],
    ['EOSError: Hot key is already registered', '1409'],
    ['SetWindowsHookEx: Cannot set nonlocal hook without a module handle.', '1428'],
    ['The RPC server is unavailable. (OpenService)', '1722'],
    ['pywintypes.error: Attempt to release mutex not owned by caller', '288'],
  ] as const)
    t.equal(codeOf(text), code, text)
})

t.test('a code without a call is of the kind of call that is spoken of', async t => {
  t.same(parseText('HKEY_LOCAL_MACHINE\\Software: access is denied').also?.call, ['registry'])
  t.same(parseText('The registry key of COM3: Access to the port is denied.').also?.call, undefined)
  t.equal(
    firstOf(
      'hklm.open_subkey("SOFTWARE\\\\Acme") from a 32-bit process: The system cannot find the file specified.',
    ),
    'process-bitness',
  )
  t.match(parseText('winreg.EnumValue: [WinError 259] No more data is available').failed, [
    { call: 'RegEnumValueW', outcome: '259' },
  ])
  t.match(parseText('os.kill(pid, signal.CTRL_C_EVENT)\nOSError: [WinError 6]').failed, [
    { call: 'GenerateConsoleCtrlEvent', outcome: '6' },
  ])
})

t.test('widths of processes in other words', async t => {
  for (const [text, expected] of [
    ['ReadFile fails in the x32 build of the service.', ['ia32', undefined]],
    ['ReadFile fails. It applies only to x32.', ['ia32', 'x64']],
    [
      'A 32-bit program has to read files on 32 and 64-bit machines: ReadFile fails.',
      ['ia32', undefined],
    ],
    ['ReadFile is denied. It runs on 64-bit computers.', [undefined, undefined]],
    ['GetHandles() gives an empty list on 64-bit Windows\nReadFile: error 6', ['x64', undefined]],
    ['midiInOpen call is ignored on .Net Core [64bits]\nerror 6', ['x64', undefined]],
    ['The following was seen on Windows 7 x64:\nReadFile: error 6', [undefined, undefined]],
  ] as const)
    t.same(widthsOf(parseText(text)), expected, text)
})

t.test('what works in one width and fails in the other is no DLL of the other', async t => {
  for (const text of [
    'DsGetDcName: the application for 32-bit works, it just fails as a 64-bit application',
    'DsGetDcName: as a 64-bit program it fails, as a 32-bit program it is fine',
  ])
    t.not(firstOf(text), 'process-bitness', text)
  t.equal(
    firstOf('The driver has 32 bits and the Python interpreter has 64 bits.'),
    'process-bitness',
  )
})

t.test('mistakes of types in other words', async t => {
  for (const [text, expected] of [
    ['HidD_FlushQueue returns false, but in C# the value is true', 'return-upper-undefined'],
    ['The bool of C++ has one byte, the bool that is read has 4 bytes', 'return-upper-undefined'],
    ['The import is missing UnmanagedType.U1', 'return-upper-undefined'],
    ['arr = (c_ulong * len(handles))(*handles)', 'field-narrowed'],
    ['DWORD hEvents[2] = { a, b };', 'field-narrowed'],
    [
      'static extern uint WaitForMultipleObjects(uint n, int[] handles, bool all, uint ms);',
      'field-narrowed',
    ],
    ['handles := []uint32{a, b}', undefined],
    ['HANDLE handles[2];', undefined],
    ['the 2nd argument is 0 and sometimes arrives as a non-null pointer', 'arg-upper-garbage'],
    ['It would be better to use a jlong than an int for the HANDLE', 'arg-truncated'],
    ['WSAGetLastError always returns 0 here', 'last-error-lost'],
  ] as const) {
    const [found] = describedIn([text])
    t.equal(found?.first ?? found?.classes[0], expected, text)
  }
  t.same(describedIn(['SetHandleInformation(sock.fileno(), 1, 0)']), [])
  t.equal(describedIn(['SetHandleInformation(f.fileno(), 1, 0)'])[0]?.classes[0], 'wrong-kind')
})

t.test('declarations in Nim, and results of 8 bits', async t => {
  const first = (text: string): string | undefined =>
    wrongDeclarationsIn(text.split('\n'), { isNet: true, isOnStack: false, isWide: false })[0]
      ?.first
  t.equal(
    first('proc virtualLock*(lpAddress: pointer, dwSize: DWORD): WINBOOL {.stdcall.}'),
    'arg-truncated',
  )
  t.equal(first('proc virtualLock*(lpAddress: pointer, dwSize: csize_t): WINBOOL'), undefined)
  t.equal(
    first('public static extern int HidD_SetFeature(IntPtr h, byte[] b, uint n);'),
    'return-upper-undefined',
  )
  t.equal(
    first('public static extern byte HidD_SetFeature(IntPtr h, byte[] b, uint n);'),
    undefined,
  )
  t.not(
    firstOf(
      'proc readFile*(h: Handle, b: pointer): WINBOOL {.\n  stdcall, dynlib: "kernel32", importc: "ReadFile".}\nIt is wrong and crashes.',
    ),
    'calling-convention',
  )
})

t.test('a call of ctypes that nothing declares', async t => {
  const found = (...lines: readonly string[]): string | undefined =>
    undeclaredCallsIn(lines)[0]?.function
  t.equal(found('ok = ctypes.windll.kernel32.GetFileType(h)'), 'GetFileType')
  t.equal(found('windll.kernel32.GetFileType(wintypes.HANDLE(h))'), undefined)
  t.equal(found('windll.kernel32.GetTickCount()'), undefined)
  t.equal(found('windll.user32.IsWindow(hwnd)'), undefined, 'no kernel handle')
  t.equal(
    found('windll.kernel32.GetFileType(h)', 'k.GetFileType.argtypes = [HANDLE]'),
    undefined,
    'declared',
  )
  const text = 'WindowsError: [Error 6] The handle is invalid.\n  windll.kernel32.PurgeComm(h, 12)'
  t.equal(firstOf(text), 'arg-upper-garbage')
  t.not(firstOf(`${text}\nPython 2.7 [MSC v.1500 32 bit (Intel)]`), 'arg-upper-garbage')
  t.equal(firstOf(`${text}\nPython 3.7 on Windows`), 'arg-upper-garbage')
  t.not(firstOf(`${text}\nPython 3.8 on Windows`), 'arg-upper-garbage', 'which leaves nothing')
})

t.test('a handle that is shown beside its place, and one that is not', async t => {
  t.equal(
    firstOf(
      'The struct DEBUG_EVENT is read in Rust, Handle: 0x26000000000 is wrong. It fails on x64.',
    ),
    'struct-layout-shrunk',
  )
  t.equal(parseText('CloseHandle failed (6), HANDLE 94489280512').handle, 94_489_280_512n)
})

t.test('a service and a scheduler are no streams where nothing is said of streams', async t => {
  const facts = (text: string): string =>
    byRules(parseText(text))
      .ranking.flatMap(({ evidence }) => evidence.map(({ text: own }) => own))
      .join()
  const service = 'Windows service'
  t.notMatch(facts(`The status of the ${service} is wrong: querying fails`), /standard stream/)
  t.match(facts(`As a ${service}, sys.stdout fails: [WinError 6]`), /standard stream/)
})

t.test('what freezes a program, and the program that is run', async t => {
  const { also } = parseText(
    `py2exe: Couldn't run '"C:\\Python25\\python.exe" x.py': [Error 6] The handle is invalid`,
  )
  t.same([also?.hint, also?.redirected], [['subprocess'], ['yes']])
})

t.test('the codes of smart cards are those of Windows with the same meaning', async t => {
  for (const [text, expected] of [
    ['SCardConnect: SCARD_E_SHARING_VIOLATION', '32'],
    ["ListReadersException: ('Failed to list readers', -2146435042L), Windows", '1062'],
    ['SCardTransmit failed on Windows: 0x80100069', '1167'],
    ['InvalidContextException in pcsc.dll: The supplied handle was invalid.', '6'],
  ] as const)
    t.equal(withoutOwnCodes(parseText(text)).failed[0]?.outcome, expected, text)
  const typed = symptomOf({ failed: ['SCardStatusW=0x80100003'], ok: [], seen: [] })
  t.equal(withoutOwnCodes(typed).failed[0]?.outcome, '6')
  t.equal(codeOf('SCardConnect: SCARD_E_SHARING_VIOLATION'), '2148532235', 'as it was read')
})

t.test('a call from Go of which only the last error is looked at', async t => {
  const code = (condition: string): string =>
    `WritePrinter: The parameter is incorrect. (87)\n_, _, err := procWritePrinter.Call(h)\nif ${condition} {\n\treturn err\n}`
  t.equal(parseText(code('err != nil')).described?.[0]?.classes[0], 'stale-last-error')
  t.equal(parseText(code('err != windows.NO_ERROR')).described?.[0]?.classes[0], 'stale-last-error')
  t.same(parseText(code('h == 0')).described, undefined)
})

t.test('a debugger of 32 bits and a program of 64', async t => {
  for (const call of ['CreateProcessW', 'DebugActiveProcess'])
    t.equal(
      byRules(symptomOf({ failed: [`${call}=50`], ok: [], seen: [], ffi: 'ctypes' })).ranking[0]
        ?.class,
      'process-bitness',
      call,
    )
})
