import t from 'tap'
import { audit } from '../../../../src/audit/audit.ts'

/**
 * Programs whose declarations are computed in part: the lines that cannot be followed, with a word of the reason, and the
 * functions that can, at the line of their declaration.
 */
const programs: readonly {
  readonly file: string
  readonly lines: readonly string[]
  readonly beside?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly judged: readonly string[]
  readonly not: readonly (readonly [line: number, why: RegExp])[]
}[] = [
  {
    file: 'a.py',
    lines: [
      'from cffi import FFI',
      'from names import MORE',
      'ffi = FFI()',
      'TAIL = "BOOL CloseHandle(int hObject);"',
      'BASE = """',
      'BOOL ClearCommBreak(int h);',
      '""" + TAIL',
      'ffi.cdef(BASE)',
      'ffi.cdef(MORE)  # ffi.cdef(nothing)',
      'ffi.cdef("BOOL PurgeComm(int h, DWORD f);" + EXTRA)',
      'ffi.cdef("DWORD GetFileType(int h);\\n"',
      '         "BOOL FlushFileBuffers(int h);")',
      'ffi.cdef(csource=("BOOL SetCommBreak(int h);"), packed=True)',
      'with open(os.path.join(os.path.dirname(__file__), "sub", "win.h")) as f:',
      '    ffi.cdef(f.read())',
      'ffi.cdef(Path(__file__).with_name("beside.h").read_text())',
      'ffi.cdef(open("../outside.h").read())',
      'ffi.cdef(source)',
      'ffi.cdef("BOOL %s(int h);" % name)',
      'ffi.cdef(f"BOOL {name}(int h);")',
      'ffi.cdef("".join(parts))',
      'for part in parts: ffi.cdef(part)',
      'def cdef(self, text): pass',
    ],
    beside: {
      'names.py': 'MORE = "BOOL SetupComm(int h, DWORD a, DWORD b);"',
      sub: { 'win.h': 'BOOL EscapeCommFunction(int h, DWORD f);' },
      'beside.h': '\nBOOL TransmitCommChar(int h, char c);',
    },
    judged: [
      'EscapeCommFunction 1',
      'SetupComm 1',
      'TransmitCommChar 2',
      'CloseHandle 4',
      'ClearCommBreak 6',
      'PurgeComm 10',
      'GetFileType 11',
      'FlushFileBuffers 12',
      'SetCommBreak 13',
    ],
    not: [10, 17, 18, 19, 20, 21, 22].map(line => [line, /text of cdef is not literal/]),
  },
  {
    file: 'b.lua',
    lines: [
      "local ffi = require 'ffi'",
      'local def = [[',
      'int CloseHandle(int hObject);',
      ']]',
      'ffi.cdef(def)',
      'local cdef = ffi.cdef',
      'cdef [==[ int SetCommBreak(int h); ]==]',
      'ffi.cdef "int ClearCommBreak(int h);"',
      'ffi.cdef("int FlushFileBuffers(int h);" ..',
      "  'int GetFileType(int h);')",
      "ffi.cdef(io.open('win.h'):read('*a'))",
      'ffi.cdef([[ int PurgeComm(int h, unsigned f); ]] .. more)',
      'ffi.cdef(string.format("int %s(int h);", name))',
      'ffi.cdef(source) -- ffi.cdef(other)',
    ],
    beside: { 'win.h': 'int EscapeCommFunction(int h, unsigned f);' },
    judged: [
      'EscapeCommFunction 1',
      'CloseHandle 3',
      'SetCommBreak 7',
      'ClearCommBreak 8',
      'FlushFileBuffers 9',
      'GetFileType 10',
      'PurgeComm 12',
    ],
    not: [12, 13, 14].map(line => [line, /text of cdef is not literal/]),
  },
  {
    file: 'c.mq5',
    lines: [
      '#define LIB "kernel32.dll"',
      '#import LIB',
      'int CloseHandle(int h);',
      '#import',
      '/* #import NOTHING */',
      '#import OTHER',
      'int PurgeComm(int h, uint f);',
      '#import',
    ],
    judged: ['CloseHandle 3'],
    not: [[6, /library OTHER of an import is not literal/]],
  },
  {
    file: 'd.cs',
    lines: [
      'class A {',
      'const string Start = "kernel"; const string K = Start + "32.dll"; const string E = nameof(CloseHandle);',
      '[DllImport(K, EntryPoint = E)] static extern bool Close(int h);',
      '[DllImport(Unknown.Kernel32)] static extern bool SetCommBreak(int h);',
      '[DllImport($"kernel32")] static extern bool ClearCommBreak(int h);',
      '[DllImport(Other.Name)] static extern bool FlushFileBuffers(int h);',
      '[DllImport($"kernel{32}")] static extern bool PurgeComm(int h, uint f);',
      '[DllImport(K, EntryPoint = Names.Close)] static extern bool Close2(int h);',
      'delegate int Open(uint a, bool b, uint c);',
      'unsafe void F() {',
      'var f = (delegate* unmanaged[Stdcall]<int, out uint, bool>)NativeLibrary.GetExport(m, "GetExitCodeProcess");',
      'var p = GetProcAddress(m, "OpenProcess");',
      'var g = Marshal.GetDelegateForFunctionPointer<Open>(p);',
      'NativeLibrary.TryGetExport(m, "OpenThread", out var q);',
      'var h = (Open)Marshal.GetDelegateForFunctionPointer(q, typeof(Open));',
      'var i = Marshal.GetDelegateForFunctionPointer<Open>(GetProcAddress(m, name));',
      'var j = Marshal.GetDelegateForFunctionPointer<Missing>(GetProcAddress(m, "OpenEventW"));',
      'var k = Marshal.GetDelegateForFunctionPointer<Open>(table[3]);',
      '} }',
    ],
    judged: [
      'CloseHandle 3',
      'SetCommBreak 4',
      'ClearCommBreak 5',
      'GetExitCodeProcess 11',
      'OpenProcess 13',
      'OpenThread 15',
    ],
    not: [
      [6, /name of its library is not literal/],
      [7, /name of its library is not literal/],
      [16, /export that is looked up is not literal/],
      [17, /the delegate Missing is not defined here/],
    ],
  },
  {
    file: 'e.vb',
    lines: [
      'Module M',
      '  Const K As String = "kernel32" & ".dll"',
      '  <DllImport(K, EntryPoint:="CloseHandle")> Shared Function Close(h As Integer) As Boolean',
      '  End Function',
      '  <DllImport(Other.Name)> Shared Function PurgeComm(h As Integer, f As UInteger) As Boolean',
      '  End Function',
      '  <DllImport(K, EntryPoint:=E)> Shared Function SetCommBreak(h As Integer) As Boolean',
      '  End Function',
      'End Module',
    ],
    judged: ['CloseHandle 3'],
    not: [
      [5, /name of its library is not literal/],
      [7, /its entry point is not literal/],
    ],
  },
  {
    file: 'f.bas',
    lines: [
      '#Const Wide = Win64',
      '#Const Never = False',
      '#If Wide Then',
      'Private Declare PtrSafe Function CloseHandle Lib "kernel32" (ByVal h As Long) As Long',
      '#Else',
      'Private Declare PtrSafe Function SetCommBreak Lib "kernel32" (ByVal h As Long) As Long',
      '#End If',
      '#If Never Then',
      'Private Declare PtrSafe Function ClearCommBreak Lib "kernel32" (ByVal h As Long) As Long',
      '#End If',
      '#If Unknown Then',
      'Private Declare PtrSafe Function PurgeComm Lib "kernel32" (ByVal h As Long, ByVal f As Long) As Long',
      '#End If',
    ],
    judged: ['CloseHandle 4', 'PurgeComm 12'],
    not: [],
  },
  {
    file: 'g.ps1',
    lines: [
      "$lib = 'kernel32.dll'",
      '$sig = "[DllImport(`"$lib`")] public static extern bool CloseHandle(int h);"',
      'Add-Type -MemberDefinition $sig -Name N -Namespace W',
      'Add-Type -MemberDefinition $other -Name N -Namespace W',
      '$code = @"',
      'using System.Runtime.InteropServices;',
      'public class X { [DllImport("$computed")] public static extern bool PurgeComm(int h, uint f);',
      '  $more',
      '  [DllImport("kernel32")] public static extern bool SetCommBreak(int h); }',
      '"@',
      'Add-Type -TypeDefinition $code # Add-Type -TypeDefinition $none',
      'Add-Type -TypeDefinition (Get-Content native.cs -Raw)',
      'Add-Type -Path native.cs',
      'Add-Type -AssemblyName System.Windows.Forms',
      '$half = \'[DllImport("kernel32")] public static extern bool ClearCommBreak(int h);\' + $rest',
      'Add-Type -Name N -MemberDefinition $half',
      "Add-Type -TypeDefinition 'public class Y { }'",
    ],
    judged: ['CloseHandle 2', 'SetCommBreak 9', 'ClearCommBreak 15'],
    not: [
      [4, /C# of Add-Type is not literal/],
      [7, /\$computed in the C# is not literal/],
      [8, /\$more in the C# is not literal/],
      [12, /C# of Add-Type is not literal/],
      [13, /a file of its own/],
      [16, /C# of Add-Type is not literal/],
    ],
  },
  {
    file: 'h.ahk',
    lines: [
      'static p := DllCall("GetProcAddress", "Ptr", m, "AStr", "OpenProcess", "Ptr")',
      'type := "Ptr"',
      'a := DllCall(p, "UInt", 1, "Int", 0, "UInt", 2)',
      'b := DllCall("CreateFile" . (A_IsUnicode ? "W" : "A"), "Str", n, "UInt", 0, "UInt", 0, type, 0, "UInt", 3, "UInt", 0, "Ptr", 0)',
      'c := DllCall("GetWindowLong" (A_PtrSize = 8 ? "Ptr" : ""), "Ptr", w, "Int", -4, "Int")',
      'd := DllCall("kernel32\\" name, "Ptr", w)',
      'e := DllCall("OpenThread", types*)',
      'f := DllCall(this.address, "Ptr", w)',
      'g := DllCall("OpenEventW", kind, 0, "Int", 0, "WStr", n)',
      'i := DllCall(NumGet(NumGet(o+0) + 3 * A_PtrSize), "Ptr", o)',
      'MsgBox % a b c d e f g i',
    ],
    judged: ['OpenProcess 3', 'CreateFileW 4', 'GetWindowLongPtrW 5'],
    not: [
      [6, /name of the function is not literal/],
      [7, /its arguments are in an array/],
      [8, /name of the function is not literal/],
      [9, /its type kind is not literal/],
    ],
  },
  {
    file: 'I.java',
    lines: [
      'import com.sun.jna.*;',
      'class I {',
      'static final String NAME = "OpenProcess";',
      'interface K extends StdCallLibrary { K I = Native.load(name(), K.class); boolean CloseHandle(int h); }',
      'void f() {',
      'Function f = Function.getFunction("kernel32", NAME);',
      'int h = f.invokeInt(new Object[] { 1, false, 2 });',
      'long p = NativeLibrary.getInstance("kernel32").getFunction("OpenThread").invokeInt(null);',
      'Object o = f.invoke(type, null);',
      'Function g = Function.getFunction(library, name);',
      '} }',
    ],
    judged: ['CloseHandle 4', 'OpenProcess 7', 'OpenThread 8'],
    not: [[10, /function that is looked up is not literal/]],
  },
]

for (const { file, lines, beside, judged, not } of programs)
  t.test(`${file}: what is computed is followed or counted`, async t => {
    const folder = t.testdir({
      program: { [file]: lines.join('\n'), ...beside },
      'outside.h': 'int CloseHandle(int h);',
    })
    const { findings, coverage } = await audit(['program'], { folder })
    t.same(
      findings.map(({ function: name, line }) => `${name} ${line}`).toSorted(),
      judged.toSorted(),
    )
    t.match(
      [...coverage.notFollowed]
        .sort((left, right) => left.line - right.line)
        .map(({ line, why }) => ({ line, why })),
      not.map(([line, why]) => ({ line, why })),
    )
    t.equal(coverage.notFollowed.length, not.length)
  })
