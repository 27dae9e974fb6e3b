import t from 'tap'
import { describedIn } from '../../../../src/diagnose/text/described.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const described: readonly (readonly [string, MistakeId, MistakeId?])[] = [
  ['The HWND is cast to int and its pointer truncated', 'arg-truncated', 'arg-truncated'],
  [
    'restype is missing, so the handle is truncated to 32 bits',
    'return-truncated',
    'return-truncated',
  ],
  [
    'The port handle is stored in an int variable, which drops the upper half of the pointer',
    'field-narrowed',
    'field-narrowed',
  ],
  ['On Windows a long is only 32 bits wide', 'type-alias', 'type-alias'],
  ['hWnd should be LongPtr instead of Long', 'arg-truncated'],
  ['lParam must be declared as IntPtr, not int', 'arg-truncated'],
  ['Den Zeiger abgeschnitten: nur 32 Bit kommen an', 'arg-truncated'],
  ['64 位下句柄被截断', 'arg-truncated'],
  ['return new IntPtr(start.ToInt32() + 8);', 'narrowing-throws'],
  ['cbSize is wrong on x64', 'struct-size-constant', 'struct-size-constant'],
  ['sizeof(INPUT) returns 28 instead of 40', 'struct-size-constant'],
  ['The union has the wrong field offset', 'union-misplaced', 'union-misplaced'],
  ['The struct layout is misaligned in 64-bit processes', 'struct-layout-shrunk'],
  ['CreateFile returns INVALID_HANDLE_VALUE and the code tests for NULL', 'failed-open'],
  ['The event is closed twice', 'closed-handle'],
  ['use-after-close of the pipe', 'closed-handle'],
  ['The callback has the wrong calling convention', 'calling-convention'],
  [
    'The tag was declared as BYTE but should be a pointer, so the size of the struct is 8 bytes short',
    'struct-layout-shrunk',
  ],
  [
    'The pid field is typed as UCHAR instead of ^UCHAR, so this struct is 8 bytes too short',
    'struct-layout-shrunk',
    'struct-layout-shrunk',
  ],
  ['accept() gives a SOCKET, which is pointer-width, and is declared as int', 'arg-truncated'],
  ['PostMessage(hwnd, WM_USER, 0, cardinal(@rec))', 'arg-truncated', 'arg-truncated'],
  ['SetTimer((HWND)0, 0, 10, (DWORD)&proc)', 'arg-truncated', 'arg-truncated'],
  ['It refuses handles larger than 0x7FFFFFFF', 'arg-overflow-raise'],
  [
    'The function returns a DWORD and the upper bits are garbage, so the returned value is huge',
    'return-upper-undefined',
  ],
  ['The high 32 bits of the argument are uninitialized', 'arg-upper-garbage'],
  ['The length arrives with random high 32bits', 'arg-upper-garbage'],
  ["sock.setsockopt(level, name, struct.pack('=I', handle))", 'field-narrowed'],
  [
    "warning C4013: 'OpenPort' undefined; assuming extern returning int",
    'return-truncated',
    'return-truncated',
  ],
  ['user32.IsWindow is called without argtypes', 'arg-truncated', 'arg-truncated'],
  ['GetCurrentProcess() ends in STATUS_INVALID_HANDLE', 'pseudo-handle'],
  ['dwVersion is part of the anonymous union', 'union-misplaced', 'union-misplaced'],
  ['if (h == (HANDLE)0xFFFFFFFF) return;', 'sentinel-mismatch', 'sentinel-mismatch'],
  ['HKEY_CURRENT_USER must be sign-extended to 64 bits', 'hkey-not-sign-extended'],
  ['The pseudo handle of the process is zero-extended to 0xFFFFFFFF', 'pseudo-handle'],
  [
    'Setting argtypes on windll breaks other libraries in the process',
    'shared-prototype-pollution',
  ],
  ['The pipes of the child are not inheritable', 'inheritance'],
  ['A socket is passed to _get_osfhandle', 'wrong-kind'],
  ['It returned TRUE but last_os_error says 6', 'stale-last-error'],
  ['GetLastError is a thread value that is changed by the runtime of .NET', 'last-error-lost'],
  ['Verify the result of CreateSemaphoreW', 'failed-open', 'failed-open'],
  [
    'The result is compared with NULL instead of INVALID_HANDLE_VALUE',
    'failed-open',
    'sentinel-mismatch',
  ],
  ['SendInput(n, list, n * sizeof(INPUT));', 'bad-parameter'],
  ['It is read too late, another call has set GetLastError', 'last-error-lost'],
  ['Our layouts do not match those of the headers', 'struct-size-constant'],
  ['SetClassLong was replaced by SetClassLongPtr', 'arg-truncated', 'arg-truncated'],
  ['lpBytesReturned cannot be NULL here', 'bad-parameter'],
  ['The package modifies windll.user32 for the whole program', 'shared-prototype-pollution'],
  ['The handle of GetMessage should be a window handle, not a process handle', 'wrong-kind'],
  ['An event needs to be closed with WSACloseEvent', 'wrong-kind'],
  [
    'It works or not, depending on whether the upper 4 bytes of the argument are zero or not',
    'arg-upper-garbage',
  ],
  ['The address is outside the bounds of a 32 bit signed integer', 'arg-overflow-raise'],
  ['Pages above 4 GB are lost', 'field-narrowed', 'field-narrowed'],
  ['si.hStdError was left as it is', 'inheritance'],
  [
    'Corrected the structure of the heap walk for 64-bit',
    'struct-layout-shrunk',
    'struct-layout-shrunk',
  ],
  [
    'The undersized union is refused, its size is wrong',
    'struct-layout-shrunk',
    'struct-layout-shrunk',
  ],
  ['We get ERROR_SUCCESS instead of ERROR_ALREADY_EXISTS', 'last-error-lost'],
  [
    'ctypes.ArgumentError: argument 3: expected LP_c_void_p instance instead of pointer to c_ulong',
    'field-narrowed',
    'field-narrowed',
  ],
  ['Its second parameter is a HWND, as the page says', 'arg-truncated', 'arg-truncated'],
  [
    'The record has members declared as Cardinal, of which two are addresses',
    'struct-layout-shrunk',
    'struct-layout-shrunk',
  ],
  [
    'It crashes if the pipe is freed while a read is pending',
    'overlapped-moved',
    'overlapped-moved',
  ],
  [
    'The function takes a pointer, but its parameter is declared as Integer, not NativeInt',
    'arg-truncated',
    'arg-truncated',
  ],
  ['An SEHException is thrown as the handle is disposed', 'wrong-kind', 'wrong-kind'],
  ['Listing the modules of 64-bit processes from our 32-bit tool', 'process-bitness'],
]

t.test('mistakes described in words are read without any code', async t => {
  for (const [text, name, first] of described) {
    const [found] = describedIn([text])
    t.ok(found?.classes.includes(name), `${text}: ${found?.classes.join() ?? 'nothing'}`)
    if (first !== undefined) t.equal(found?.first, first, text)
    t.equal(found?.quote, text)
    t.equal(byRules(parseText(text)).understood.described?.[0], text)
  }
})

t.test('what describes no mistake is not read as one', async t => {
  for (const text of [
    'The extra 4 bytes are padding',
    'The machine has more than 4 GB of memory, and the disk is out of range',
    'It returns an error instead of a handle',
    'Please handle the error instead of ignoring it',
    'The value should be 42',
    'I changed the port to COM4',
    'The window was closed',
    'We replaced the cable, and a longer one does not work either',
    'The structure of this project is different',
    'The size of the window is different on my screen',
    'The child inherits the environment',
    'The result is a random number',
    'Please check the return value of my function',
    'The argument is not NULL',
    'SendInput(n, list, sizeof(INPUT));',
    'Private Declare PtrSafe Function Beep Lib "kernel32" (ByVal f As Long, ByVal d As Long) As Long',
    '  File "port.py", line 12, in read_handle_instead_of_HANDLE',
    'System.OverflowException: Value was either too large for an Int32.',
  ])
    t.same(describedIn([text]), [], text)
})

t.test('the words that point at a place decide between mistakes of one mechanism', async t => {
  const first = (text: string): string | undefined => byRules(parseText(text)).ranking[0]?.class
  t.equal(
    first('GlobalLock crashes on x64: its return value is truncated to 32 bits'),
    'return-truncated',
  )
  t.equal(
    first('Crashes on x64. The handle is kept in an int field, which loses the upper bits'),
    'field-narrowed',
  )
})

t.test('the title, and what is said again, count more', async t => {
  const first = (text: string): string | undefined => byRules(parseText(text)).ranking[0]?.class
  const cast = 'The pointer is cast to int.'
  const twice = 'The event is closed twice by CloseHandle.'
  t.equal(first(`${twice}\n${cast}`), 'closed-handle')
  t.equal(first(`${cast}\n${twice}`), 'arg-truncated')
})

t.test('a struct in the words makes it a mistake of its layout', async t => {
  const [found] = describedIn([
    'In the struct PROCESSENTRY32 the heap id is ULONG_PTR.',
    'c_ulong is only 32 bits wide; it should be c_size_t',
  ])
  t.equal(found?.first, 'struct-layout-shrunk')
})

t.test('a last error that is lost is read from its words', async t => {
  for (const text of [
    'The declaration lacks SetLastError = true',
    'GetLastWin32Error always returns 0',
    'GetFileSize is declared without SetLastError',
  ])
    t.equal(describedIn([text])[0]?.first, 'last-error-lost', text)
})
