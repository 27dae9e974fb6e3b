import t from 'tap'
import { auditFixture, briefly } from '../../support/audit/fixture.ts'

/** One small program for each form in which a declaration differs from the headers and is right, or nearly. */
const programs: readonly (readonly [
  what: string,
  file: string,
  text: string,
  findings: readonly string[],
])[] = [
  [
    'the bytes that a narrow field lacks are padding',
    'a.cs',
    `using System.Runtime.InteropServices; enum Style : byte { Mbr }
[StructLayout(LayoutKind.Sequential)] struct PARTITION_INFORMATION_EX { public Style PartitionStyle; public long StartingOffset; }`,
    ['warning field-width 2 PARTITION_INFORMATION_EX.PartitionStyle x64+ia32+arm64'],
  ],
  [
    'a worse field behind one that ends in padding is what is told',
    'a.cs',
    `using System; using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential)] struct WNDCLASSW { public uint style; public IntPtr lpfnWndProc; public int cbClsExtra, cbWndExtra;
  public int hInstance; public IntPtr hIcon;
  public int hCursor, hbrBackground; public string lpszMenuName, lpszClassName; }`,
    ['error field-width 4 WNDCLASSW.hCursor x64+arm64'],
  ],
  [
    'a number in two halves',
    'a.bas',
    `Type VS_FIXEDFILEINFO
 dwSignature As Long
 dwStrucVersionl As Integer
 dwStrucVersionh As Integer
 dwFileVersionMS As Long
 dwFileVersionLS As Long
 dwProductVersionMS As Long
 dwProductVersionLS As Long
 dwFileFlagsMask As Long
 dwFileFlags As Long
 dwFileOS As Long
 dwFileType As Long
 dwFileSubtype As Long
 dwFileDateMS As Long
 dwFileDateLS As Long
End Type`,
    [],
  ],
  [
    'two fields of Windows in the place of one are not its halves',
    'a.cs',
    `using System; using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential)] struct OVERLAPPED { public int Internal, InternalHigh, Offset, OffsetHigh; public IntPtr hEvent; }`,
    ['error field-width 2 OVERLAPPED.Internal x64+arm64'],
  ],
  [
    'an older form of a struct that says its size, passed',
    'a.cs',
    `using System; using System.Runtime.InteropServices; class N {
[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] public class Data { public int cbSize; public IntPtr hWnd; public int uID, uFlags, uCallbackMessage; public IntPtr hIcon;
 [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 128)] public string szTip; public int dwState, dwStateMask;
 [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 256)] public string szInfo; public int uVersion;
 [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 64)] public string szInfoTitle; public int dwInfoFlags; }
[DllImport("shell32", CharSet = CharSet.Unicode)] static extern bool Shell_NotifyIcon(int message, Data data); }`,
    [],
  ],
  [
    'an array at the end that is left out',
    'a.bas',
    `Type BITMAPINFOHEADER
 biSize As Long
 biWidth As Long
 biHeight As Long
 biPlanes As Integer
 biBitCount As Integer
 biCompression As Long
 biSizeImage As Long
 biXPelsPerMeter As Long
 biYPelsPerMeter As Long
 biClrUsed As Long
 biClrImportant As Long
End Type
Type BITMAPINFO
 bmiHeader As BITMAPINFOHEADER
End Type`,
    [],
  ],
  [
    'a POINT by value is two words on ia32 and one register on x64',
    'a.bas',
    `Declare Function WindowFromPoint Lib "user32" (ByVal x As Long, ByVal y As Long) As Long
Declare PtrSafe Function PtInRect Lib "user32" (r As Any, ByVal x As Long, ByVal y As Long) As Long
Declare PtrSafe Function MonitorFromPoint Lib "user32" (ByVal point As LongLong, ByVal flags As Long) As LongPtr`,
    ['error parameter-count 2 PtInRect.parameters x64+arm64'],
  ],
  [
    'a struct that fits a register, as a wider number',
    'a.bas',
    'Declare PtrSafe Function GdiAlphaBlend Lib "gdi32" (ByVal a As LongPtr, ByVal b As Long, ByVal c As Long, ByVal d As Long, ByVal e As Long, ByVal f As LongPtr, ByVal g As Long, ByVal h As Long, ByVal i As Long, ByVal j As Long, ByVal blend As LongPtr) As Long',
    [],
  ],
  [
    'a reserved pointer, a number in the place of a name, and a value of the program itself',
    'a.cs',
    `using System; using System.Runtime.InteropServices; class N {
[DllImport("advapi32")] static extern int RegQueryValueEx(UIntPtr key, string name, int reserved, out int type, IntPtr data, ref int size);
[DllImport("crypt32")] static extern IntPtr CertOpenStore(int provider, int encoding, IntPtr unused, int flags, IntPtr name);
[DllImport("user32")] static extern void keybd_event(byte key, byte scan, uint flags, uint extra); }`,
    [
      'note pointer-truncated 2 RegQueryValueExA.lpReserved x64+arm64',
      'warning integer-truncated 4 keybd_event.dwExtraInfo x64+arm64',
    ],
  ],
  [
    'a struct of messages that is older than its last field, and one that a function fills',
    'a.bas',
    `Type POINTAPI
 x As Long
 y As Long
End Type
Type LVHITTESTINFO
 pt As POINTAPI
 flags As Long
 iItem As Long
 iSubItem As Long
End Type
Type CRITICAL_SECTION
 dummy As Long
End Type`,
    [
      'warning struct-size 5 LVHITTESTINFO.size x64+ia32+arm64',
      'error struct-size 11 CRITICAL_SECTION.size ia32',
      'error field-width 12 CRITICAL_SECTION.dummy x64+arm64',
    ],
  ],
  [
    'a Type for each width, by #If',
    'a.bas',
    `#If VBA7 Then
Type PROXY
 detect As Long
 url As LongPtr
 proxy As LongPtr
 bypass As LongPtr
End Type
Declare PtrSafe Function WinHttpGetIEProxyConfigForCurrentUser Lib "winhttp" (p As PROXY) As Long
#Else
Type PROXY
 detect As Long
 url As Long
 proxy As Long
 bypass As Long
End Type
Declare Function WinHttpGetIEProxyConfigForCurrentUser Lib "winhttp" (p As PROXY) As Long
#End If`,
    [],
  ],
  [
    'a struct that has no more than its name from Windows',
    'a.cs',
    `using System; using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential)] struct SYSTEM_INFO { public uint Processes, Threads; public IntPtr Names; }`,
    ['warning struct-size 2 SYSTEM_INFO.size x64+ia32+arm64'],
  ],
  [
    'a DPI context in 32 bits: what counts is how the FFI fills the upper half',
    'deno.ts',
    `export const u = Deno.dlopen('user32', { SetProcessDpiAwarenessContext: { parameters: ['i32'], result: 'i32' }, SetThreadDpiAwarenessContext: { parameters: ['u32'], result: 'pointer' } })`,
    [
      'warning handle-narrowed 1 SetProcessDpiAwarenessContext.value x64, note arm64',
      'warning handle-narrowed 1 SetThreadDpiAwarenessContext.dpiContext x64+arm64',
    ],
  ],
  [
    'the same where the FFI extends the sign',
    'bun.ts',
    `import { dlopen } from 'bun:ffi'
export const u = dlopen('user32', { SetProcessDpiAwarenessContext: { args: ['i32'], returns: 'i32' } })`,
    ['note handle-narrowed 2 SetProcessDpiAwarenessContext.value x64+arm64'],
  ],
]

t.test('forms of declarations that do less harm than they differ', async t => {
  for (const [what, file, text, findings] of programs) {
    const result = await auditFixture(t.testdir({ [file]: text }))
    t.same(briefly(result), findings, what)
  }
})
