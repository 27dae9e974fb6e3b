import t from 'tap'
import { auditFixture, briefly } from '../../../support/audit/fixture.ts'

const importLine = (text: string): string => `class N {\n${text}\n}`
const ask = (type: string, test: string, name = 'socket'): string =>
  `s := DllCall("ws2_32\\${name}", "Int", 2, "Int", 1, "Int", 6, "${type}")\nif (${test})\n  return\n`
const consoleFont = (line: string): string =>
  `c := Buffer(84, 0)\n${line}\nDllCall("SetCurrentConsoleFontEx", "Ptr", h, "Int", 0, "Ptr", c)\n`
const overlapped = (line: string): string =>
  `${line}\nDllCall("ReadFile", "Ptr", h, "Ptr", b, "UInt", 9, "UInt*", &n, "Ptr", o)\n`
const startup = (line: string): string =>
  `${line}\nDllCall("CreateProcess", "Ptr", 0, "Str", c, "Ptr", 0, "Ptr", 0, "Int", 1, "UInt", 0, "Ptr", 0, "Ptr", 0, "Ptr", s, "Ptr", p)\n`
const devInfo = `<StructLayout(LayoutKind.Sequential)>
Public Class SP_DEVINFO_DATA
Public cbSize As Integer
Public classGuid As Guid
Public devInst As Integer
Public reserved As IntPtr
End Class`
const enumerate = (passing: string): string =>
  `<DllImport("setupapi")> Function SetupDiEnumDeviceInfo(h As IntPtr, i As UInteger, ${passing} As SP_DEVINFO_DATA) As Boolean\nEnd Function`
const vb = (text: string): string => `Module N\n${text}\nEnd Module`

/** Kinds that were once judged wrongly, each in several forms. */
const programs: readonly (readonly [kind: string, file: string, text: string, said: string[]])[] = [
  // A name in brackets is that name.
  [
    'brackets',
    'a.vb',
    vb(
      '<DllImport("uxtheme", CharSet:=CharSet.Unicode)> Function SetWindowTheme(h As IntPtr, a As [String], b As [String]) As Integer\nEnd Function',
    ),
    [],
  ],
  [
    'brackets',
    'b.vb',
    vb(
      '<DllImport("kernel32")> Function CloseHandle(ByVal [handle] As [IntPtr]) As [Boolean]\nEnd Function',
    ),
    [],
  ],
  [
    'brackets',
    'c.vb',
    vb('Declare Function CloseHandle Lib "kernel32" (ByVal [Object] As IntPtr) As Boolean'),
    [],
  ],
  [
    'brackets',
    'd.vb',
    vb('Declare Function LoadLibraryA Lib "kernel32" (ByVal [Name] As [String]) As [Integer]'),
    ['error pointer-truncated 2 LoadLibraryA.return x64+arm64'],
  ],
  [
    'brackets',
    'e.vb',
    vb(
      'Const x = "[String]"\nDeclare Function CloseHandle Lib "kernel32" (ByVal h As IntPtr) As Boolean',
    ),
    [],
  ],
  // An object of a class with a layout goes by its address.
  ['class', 'f.vb', `${devInfo}\n${vb(enumerate('ByVal d'))}`, []],
  ['class', 'g.vb', `${devInfo}\n${vb(enumerate('d'))}`, []],
  ['class', 'h.vb', `${devInfo.replaceAll('Class', 'Structure')}\n${vb(enumerate('ByRef d'))}`, []],
  [
    'class',
    'i.vb',
    `${devInfo.replaceAll('Class', 'Structure')}\n${vb(enumerate('ByVal d'))}`,
    ['error struct-by-value 9 SetupDiEnumDeviceInfo.DeviceInfoData ia32, warning x64+arm64'],
  ],
  [
    'class',
    'j.vb',
    `${devInfo.replace('As IntPtr', 'As Integer')}\n${vb(enumerate('ByVal d'))}`,
    ['error field-width 6 SP_DEVINFO_DATA.reserved x64+arm64'],
  ],
  [
    'class',
    'm.vb',
    '<StructLayout(LayoutKind.Sequential)>\nPublic Class SP_CLASSINSTALL_HEADER\nPublic cbSize As Integer\nPublic InstallFunction As Integer\nEnd Class\n<StructLayout(LayoutKind.Sequential)>\nPublic Class SP_PROPCHANGE_PARAMS\nPublic ClassInstallHeader As New SP_CLASSINSTALL_HEADER()\nPublic StateChange As Integer\nPublic Scope As Integer\nPublic HwProfile As Integer\nEnd Class',
    [],
  ],
  // Attributes may be written out.
  [
    'attribute',
    'k.vb',
    '<StructLayoutAttribute(LayoutKind.Explicit)>\nStructure U\n<FieldOffsetAttribute(0)> Public signscale As UShort\n<FieldOffsetAttribute(0)> Public scale As Byte\nEnd Structure\n<StructLayoutAttribute(LayoutKind.Sequential)>\nStructure tagDEC\nPublic wReserved As UShort\nPublic u As U\nPublic Hi32 As UInteger\nPublic Lo64 As ULong\nEnd Structure',
    [],
  ],
  // In 64 bits a result is a signed number, in AutoHotkey, whatever its type is called.
  ['unsigned', 'a.ahk', ask('UPtr', 's = -1'), ['error sentinel 1 socket.return ia32']],
  ['unsigned', 'b.ahk', ask('Ptr', 's = -1'), []],
  [
    'unsigned',
    'c.ahk',
    ask('UInt', 's = -1'),
    [
      'error sentinel 1 socket.return x64+ia32+arm64',
      'warning handle-narrowed 1 socket.return x64+arm64',
    ],
  ],
  ['unsigned', 'd.ahk', ask('UPtr', 's = -1 || s = 0xFFFFFFFF'), []],
  [
    'unsigned',
    'e.ahk',
    ask('Ptr', 's = 0xFFFFFFFF'),
    ['error sentinel 1 socket.return x64+ia32+arm64'],
  ],
  // What lies in a member of a struct that is a struct itself is in its place.
  // A number alone, where a handle lies in 32 bits only.
  [
    'place',
    'j.ahk',
    overlapped('NumPut("Ptr", e, o, 16)'),
    ['error field-offset 1 OVERLAPPED.hEvent x64+arm64'],
  ],
  [
    'place',
    'k.ahk',
    overlapped('NumPut("UPtr", e, o, 0x10)'),
    ['error field-offset 1 OVERLAPPED.hEvent x64+arm64'],
  ],
  [
    'place',
    'l.ahk',
    overlapped('e := NumGet(o, 16, "Ptr")'),
    ['error field-offset 1 OVERLAPPED.hEvent x64+arm64'],
  ],
  ['place', 'm.ahk', overlapped('NumPut("Ptr", e, o, 8 + 2 * A_PtrSize)'), []],
  ['place', 'n.ahk', overlapped('NumPut("Ptr", e, o, A_PtrSize = 8 ? 24 : 16)'), []],
  ['place', 'o.ahk', overlapped('NumPut("Ptr", e, o, 24)'), []],
  ['place', 'p.ahk', overlapped('NumPut("UInt", low, o, 16)'), []],
  [
    'place',
    'q.ahk',
    startup('NumPut("Ptr", out, s, 60)'),
    ['error field-offset 1 STARTUPINFOW.hStdOutput x64+arm64'],
  ],
  ['place', 'r.ahk', startup('NumPut("Ptr", out, s, A_PtrSize = 8 ? 88 : 60)'), []],
  ['member', 'f.ahk', consoleFont('NumPut("UShort", 18, c, 10)'), []],
  ['member', 'g.ahk', consoleFont('NumPut("UShort", 9, c, 8)'), []],
  [
    'member',
    'h.ahk',
    consoleFont('NumPut("UInt", 9, c, 14)'),
    ['error field-offset 2 CONSOLE_FONT_INFOEX.offset 14 x64+arm64'],
  ],
  // A CharSet that is a constant of the program may be Unicode.
  [
    'charset',
    'a.cs',
    importLine(
      'const CharSet Own = CharSet.Unicode;\n[DllImport("kernel32", CharSet = Own)] static extern IntPtr AddDllDirectory(string s);',
    ),
    [],
  ],
  [
    'charset',
    'b.cs',
    importLine(
      '[DllImport("kernel32", CharSet = Properties.BuildCharSet)] static extern IntPtr AddDllDirectory(string s);',
    ),
    [],
  ],
  [
    'charset',
    'c.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Ansi)] static extern IntPtr AddDllDirectory(string s);',
    ),
    ['error text-width 2 AddDllDirectory.NewDirectory x64+ia32+arm64'],
  ],
  [
    'charset',
    'd.cs',
    importLine('[DllImport("kernel32")] static extern IntPtr AddDllDirectory(string s);'),
    ['error text-width 2 AddDllDirectory.NewDirectory x64+ia32+arm64'],
  ],
  // Where the library has a name both with and without W, .NET takes the one with W for Unicode.
  [
    'wide',
    'e.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Unicode)] static extern int lstrlen(string s);',
    ),
    [],
  ],
  [
    'wide',
    'f.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Ansi)] static extern int lstrlen(string s);',
    ),
    [],
  ],
  [
    'wide',
    'g.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)] static extern int lstrlen(string s);',
    ),
    ['error text-width 2 lstrlen.lpString x64+ia32+arm64'],
  ],
  ['wide', 'l.vb', vb('Declare Auto Function lstrlen Lib "kernel32" (s As String) As Integer'), []],
  [
    'wide',
    'i.ahk',
    'n := DllCall("lstrlen", "Str", s)\n',
    ['error text-width 1 lstrlen.lpString x64+ia32+arm64'],
  ],
  // Older forms of structs that say their size.
  [
    'older',
    'h.cs',
    '[StructLayout(LayoutKind.Sequential)] struct NOTIFYICONDATA { int cbSize; IntPtr hwnd; int uID; int uFlags; int uCallbackMessage; IntPtr hIcon;\n[MarshalAs(UnmanagedType.ByValTStr, SizeConst = 64)] string szTip; }',
    ['warning field-width 2 NOTIFYICONDATA.szTip x64+ia32+arm64'],
  ],
  [
    'older',
    'i.cs',
    '[StructLayout(LayoutKind.Sequential)] struct NOTIFYICONDATA { int cbSize; IntPtr hwnd; int uID; int uFlags; int uCallbackMessage; IntPtr hIcon;\n[MarshalAs(UnmanagedType.ByValTStr, SizeConst = 60)] string szTip; }',
    ['error field-width 2 NOTIFYICONDATA.szTip x64+ia32+arm64'],
  ],
  // Texts of one line, with their quotes doubled or behind a backtick.
  [
    'quotes',
    'a.ps1',
    'Add-Type -MemberDefinition "[DllImport(""kernel32"")]`npublic static extern int LoadLibraryA(string s);" -Name A -Namespace B',
    ['error pointer-truncated 1 LoadLibraryA.return x64+arm64'],
  ],
  [
    'quotes',
    'b.ps1',
    'Add-Type -MemberDefinition "[DllImport(`"kernel32`")] public static extern int LoadLibraryA(string s);" -Name A -Namespace B',
    ['error pointer-truncated 1 LoadLibraryA.return x64+arm64'],
  ],
  [
    'quotes',
    'c.ps1',
    'Add-Type -MemberDefinition \'[DllImport("kernel32")] public static extern int LoadLibraryA(string s);\' -Name A -Namespace B',
    ['error pointer-truncated 1 LoadLibraryA.return x64+arm64'],
  ],
  [
    'quotes',
    'd.ps1',
    'Add-Type @"\npublic class A { const string empty = ""; [DllImport("kernel32")] public static extern int LoadLibraryA(string s); }\n"@\n',
    ['error pointer-truncated 2 LoadLibraryA.return x64+arm64'],
  ],
  [
    'quotes',
    'e.ps1',
    "Add-Type @'\npublic class A { const char c = '\\''; [DllImport(\"kernel32\")] public static extern int LoadLibraryA(string s); }\n'@\n",
    ['error pointer-truncated 2 LoadLibraryA.return x64+arm64'],
  ],
  // A callback that is a function pointer.
  [
    'pointer',
    'l.cs',
    importLine(
      '[DllImport("user32")] static extern unsafe bool EnumWindows(delegate* unmanaged<nint, nint, int> f, nint p);',
    ),
    [],
  ],
  [
    'pointer',
    'm.cs',
    importLine(
      '[DllImport("user32")] static extern unsafe bool EnumWindows(delegate* unmanaged<nint, int, int> f, nint p);',
    ),
    ['error integer-truncated 2 WNDENUMPROC.parameter 2 x64+arm64'],
  ],
  [
    'pointer',
    'n.cs',
    importLine(
      '[DllImport("user32")] static extern unsafe bool EnumWindows(delegate* unmanaged[Cdecl]<nint, nint, int> f, nint p);',
    ),
    ['error convention 2 WNDENUMPROC.convention ia32'],
  ],
  [
    'pointer',
    'o.cs',
    importLine(
      '[DllImport("user32")] static extern unsafe bool EnumWindows(delegate* unmanaged[Stdcall]<nint, nint, int> f, nint p);',
    ),
    [],
  ],
  [
    'pointer',
    'p.cs',
    importLine(
      '[DllImport("user32")] static extern unsafe bool EnumWindows(delegate* unmanaged<nint, int> f, nint p);',
    ),
    ['error parameter-count 2 WNDENUMPROC.parameters ia32, warning x64+arm64'],
  ],
  // Methods that a script emits.
  [
    'emitted',
    'f.ps1',
    "$t.DefinePInvokeMethod('LoadLibraryA', 'kernel32.dll', 'Public, Static, PinvokeImpl', 'Standard', [Int32], @([String]), 'Winapi', 'Ansi')",
    ['error pointer-truncated 1 LoadLibraryA.return x64+arm64'],
  ],
  [
    'emitted',
    'g.ps1',
    "$t.DefinePInvokeMethod('LoadLibraryA', 'kernel32.dll', 'Public, Static, PinvokeImpl', 'Standard', [IntPtr], @([String]), 'Winapi', 'Ansi')",
    [],
  ],
  [
    'emitted',
    'h.ps1',
    "$t.DefinePInvokeMethod('Load', 'kernel32.dll', 'LoadLibraryA', 'Public, Static, PinvokeImpl', 'Standard', [Int32], [Type[]]@([String]), 'Winapi', 'Ansi')",
    ['error pointer-truncated 1 LoadLibraryA.return x64+arm64'],
  ],
  [
    'emitted',
    'i.ps1',
    "$t.DefinePInvokeMethod(\n  'ReadFile', 'kernel32.dll', 'Public, Static', 'Standard', [Bool], @([IntPtr], [Byte[]], [UInt32], [UInt16].MakeByRefType(), [IntPtr]), 'Winapi', 'Ansi')",
    ['error variable-narrow 1 ReadFile.lpNumberOfBytesRead x64+ia32+arm64'],
  ],
  [
    'emitted',
    'j.ps1',
    "$t.DefinePInvokeMethod('CloseHandle', 'kernel32.dll', 'Public, Static', 'Standard', [Bool], @([IntPtr]), 'Cdecl', 'Ansi')",
    ['error convention 1 CloseHandle.convention ia32'],
  ],
  // A find handle is an address: cut, it may be above 2^31.
  [
    'cut',
    'q.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr FindFirstFile(string n, IntPtr d);\nvoid F() { var h = FindFirstFile("x", p); if ((int)h == -1) return; }',
    ),
    ['warning sentinel 3 FindFirstFileW.return x64+arm64'],
  ],
  [
    'cut',
    'r.cs',
    importLine(
      '[DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr CreateFile(string n, uint a, uint s, IntPtr p, uint d, uint f, IntPtr t);\nvoid F() { var h = CreateFile("x", 0, 0, p, 3, 0, p); if (h.ToInt32() == -1) return; }',
    ),
    [],
  ],
  // Structs of another C library.
  [
    'other',
    'a.lua',
    "local ffi = require('ffi')\nffi.cdef[[ typedef long time_t_; struct timespec { time_t_ tv_sec; long tv_nsec; }; typedef struct { long double x; } _LONGDOUBLE; int CloseHandle(void *h); ]]\n",
    [],
  ],
  [
    'other',
    'j.cs',
    importLine('[DllImport("libc")] static extern int accept(int a, IntPtr b, int c);'),
    [],
  ],
  [
    'other',
    'k.cs',
    importLine('[DllImport("msvcrt")] static extern int accept(int a, IntPtr b, int c);'),
    [],
  ],
]

for (const [kind, file, text, said] of programs)
  t.test(`${kind}: ${file}`, async t => {
    t.same(briefly(await auditFixture(t.testdir({ [file]: text }), { level: 'warning' })), said)
  })
