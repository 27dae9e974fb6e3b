import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { wrongDeclarationsIn, narrowVariableIn } from '../../../../src/diagnose/text/prototypes.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

/** Declarations, and what the first narrow one of them is. */
const declarations: readonly (readonly [string, string | undefined])[] = [
  ['public static extern bool CloseHandle(int hObject);', 'arg-truncated'],
  ['public static extern bool CloseHandle(IntPtr hObject);', undefined],
  [
    '[DllImport("winmm.dll", EntryPoint = "midiInStop")]\nstatic extern int StopMidi(int midi);',
    'arg-truncated',
  ],
  ['static extern int SendMessage(IntPtr hWnd, int Msg, int wParam, int lParam);', 'arg-truncated'],
  ['static extern int GetWindowThreadProcessId(IntPtr hWnd, out int pid);', undefined],
  [
    'Declare Function GetFocus Lib "user32" () As Long\nDeclare Function IsZoomed Lib "user32" (ByVal hwnd As LongPtr) As Long',
    'return-truncated',
  ],
  ['int OpenProcess(int access, boolean inherit, int pid);', 'return-truncated'],
  ['HANDLE OpenProcess(int access, boolean inherit, int pid);', undefined],
  ['function CloseHandle(hObject: Integer): LongBool; stdcall;', 'arg-truncated'],
  ['fn CloseHandle(h: u32) -> i32;', 'arg-truncated'],
  ['fn CloseHandle(h: *mut c_void) -> i32;', undefined],
  ['kernel32.OpenProcess.restype = ctypes.c_int', 'return-truncated'],
  ['kernel32.CloseHandle.argtypes = [wintypes.DWORD]', 'arg-truncated'],
  ['kernel32.CloseHandle.argtypes = [wintypes.HANDLE]', undefined],
  ['static extern bool ReadFile(\n  int hFile,\n  byte[] buffer,\n  int n);', 'arg-truncated'],
  ["lib.stdcall('GetForegroundWindow', 'long', [])", 'return-truncated'],
  ["lib.func('__stdcall', 'CloseHandle', 'int', ['uint32'])", 'arg-truncated'],
  ["lib.func('__stdcall', 'CloseHandle', 'int', ['void *'])", undefined],
  ["'CloseHandle': ['int', ['uint32']],", 'arg-truncated'],
  ['return ReadFile(int(h), buffer, n)', undefined],
  ['int closeHandleOfOurs(int hObject);', undefined],
]

const inScript = { isNet: false, isOnStack: false, isWide: false }

t.test('a declaration in a text is compared with the Windows headers', async t => {
  for (const [text, expected] of declarations)
    t.equal(wrongDeclarationsIn(text.split('\n'), inScript)[0]?.first, expected, text)
})

t.test(
  'in .NET a Long has 64 bits, which is too much where arguments are on the stack',
  async t => {
    const declared = (text: string, isNet: boolean, isOnStack: boolean): string | undefined =>
      wrongDeclarationsIn([text], { isNet, isOnStack, isWide: false })[0]?.first
    const own = 'Declare Function IsZoomed Lib "user32" (ByVal hwnd As Long) As Long'
    t.equal(declared(own, false, true), 'arg-truncated', 'VBA')
    t.equal(declared(own, true, true), 'too-wide', 'VB.NET')
    t.equal(declared(own, true, false), undefined, 'VB.NET, x64: as wide as the handle')
    t.equal(
      declared('static extern bool Beep(ulong frequency, ulong duration);', true, true),
      'too-wide',
      'C#',
    )
    t.equal(
      declared('static extern bool Beep(uint frequency, uint duration);', true, true),
      undefined,
    )
  },
)

t.test('a variable or a member that keeps a handle in 32 bits is found', async t => {
  for (const text of [
    'Dim hPort As Long',
    '  DWORD hPort = CreateFileA(name, access, 0, 0, 3, 0, 0);',
    'private int windowHandle;',
    'var hPipe uint32',
    'hDevice: Cardinal;',
    'let hFile: u32 = open(name);',
  ])
    t.equal(narrowVariableIn(['code', text])?.first, 'field-narrowed', text)
  for (const text of [
    'Dim hPort As LongPtr',
    'HANDLE hPort = CreateFileA(name, access, 0, 0, 3, 0, 0);',
    'int height = 3;',
    'private int count;',
    'if (int hPort == 3)',
    'var hPipe uintptr',
    'hDevice: THandle;',
  ])
    t.equal(narrowVariableIn([text]), undefined, text)
})

t.test('where no function is declared, a narrow variable says where it is cut', async t => {
  const text = (type: string): string =>
    `The program crashes on x64 in user32.\n${type} hPanel = CreateWindowExA(0, name, title, 0);`
  t.equal(byRules(parseText(text('DWORD'))).ranking[0]?.class, 'field-narrowed')
  t.not(byRules(parseText(text('HWND'))).ranking[0]?.class, 'field-narrowed')
})

t.test('it is evidence where no other call failed, and only of the call that failed', async t => {
  const narrow = '[DllImport("kernel32.dll")]\nstatic extern bool CloseHandle(int hObject);'
  const first = (text: string): string | undefined => byRules(parseText(text)).ranking[0]?.class
  t.equal(first(`It does not work in .NET on x64.\n${narrow}`), 'arg-truncated')
  t.notSame(first(`GetConsoleMode failed with error 6\n${narrow}`), 'arg-truncated')
})
