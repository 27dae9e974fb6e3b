import t from 'tap'
import { diagnose } from '../../../../src/diagnose/diagnose.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { narrowDeclarationsIn } from '../../../../src/diagnose/text/prototypes.ts'

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

t.test('a declaration in a text is compared with the Windows headers', async t => {
  for (const [text, expected] of declarations)
    t.equal(narrowDeclarationsIn(text.split('\n'))[0]?.first, expected, text)
})

t.test('it is evidence where no other call failed, and only of the call that failed', async t => {
  const narrow = '[DllImport("kernel32.dll")]\nstatic extern bool CloseHandle(int hObject);'
  const first = (text: string): string | undefined => diagnose(parseText(text)).ranking[0]?.class
  t.equal(first(`It does not work in .NET on x64.\n${narrow}`), 'arg-truncated')
  t.notSame(first(`GetConsoleMode failed with error 6\n${narrow}`), 'arg-truncated')
})
