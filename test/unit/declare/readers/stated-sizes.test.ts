import t from 'tap'
import { audit } from '../../../../src/audit/audit.ts'
import { briefly } from '../../../support/audit/fixture.ts'

const wide = 'x64+arm64'

/** Programs, with the findings about sizes: the size of a process of the other width, and what leaves out gaps. */
const programs: readonly (readonly [
  file: string,
  lines: readonly string[],
  ...expected: string[],
])[] = [
  [
    'A.cs',
    [
      'struct SP_DEVINFO_DATA { public uint cbSize; public Guid ClassGuid; public uint DevInst; public IntPtr Reserved; }',
      '[StructLayout(LayoutKind.Sequential)] struct PROCESSENTRY32 { public uint dwSize; }',
      'class N { void F() {',
      'var a = new SP_DEVINFO_DATA(); a.cbSize = 28;',
      'PROCESSENTRY32 b = new PROCESSENTRY32 { dwSize = 296 };',
      'SP_DEVINFO_DATA c; c.cbSize = (uint)Marshal.SizeOf(typeof(SP_DEVINFO_DATA));',
      'var d = new SP_DEVICE_INTERFACE_DETAIL_DATA(); // d.cbSize = 5',
      'd.cbSize = 4 + Marshal.SystemDefaultCharSize;',
      'SP_DEVINFO_DATA e; e.cbSize = 24 + IntPtr.Size;',
      'var f = new SECURITY_ATTRIBUTES { nLength = 12 };',
      'var g = new STARTUPINFO(); g.cb = 104;',
      'var h = new WNDCLASSEX(); h.cbSize = 7;',
      'x.cbSize = 28;',
      'SP_DEVINFO_DATA i; i.cbSize = 40 - (IntPtr.Size);',
      'if (IntPtr.Size == 8)',
      '  a.cbSize = 32;',
      'else a.cbSize = 28;',
      '}',
      'void G() { var i = new WNDCLASSEX(); i.cbSize = 28; } }',
    ],
    `error stated-size 4 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 5 PROCESSENTRY32.dwSize ${wide}`,
    `error stated-size 8 SP_DEVICE_INTERFACE_DETAIL_DATA.cbSize ${wide}`,
    `warning stated-size 10 SECURITY_ATTRIBUTES.nLength ${wide}`,
    'warning stated-size 11 STARTUPINFO.cb ia32',
    'error stated-size 14 SP_DEVINFO_DATA.cbSize ia32',
  ],
  [
    'b.bas',
    [
      'Private Declare PtrSafe Function Process32First Lib "kernel32" (ByVal h As LongPtr, p As PROCESSENTRY32) As Long',
      'Private Type PROCESSENTRY32',
      '  dwSize As Long',
      '  cntUsage As Long',
      '  th32ProcessID As Long',
      '  th32DefaultHeapID As LongPtr',
      '  th32ModuleID As Long',
      '  cntThreads As Long',
      '  th32ParentProcessID As Long',
      '  pcPriClassBase As Long',
      '  dwFlags As Long',
      '  szExeFile As String * 260',
      'End Type',
      'Sub A()',
      '  Dim p As PROCESSENTRY32',
      "  p.dwSize = LenB(p) ' p.dwSize = 296",
      '  p.dwSize = 296',
      '  p.dwSize = Len(p)',
      '  p.dwSize = &H128&',
      'End Sub',
    ],
    `error stated-size 17 PROCESSENTRY32.dwSize ${wide}`,
    `error stated-size 18 PROCESSENTRY32.dwSize ${wide}`,
    `error stated-size 19 PROCESSENTRY32.dwSize ${wide}`,
  ],
  [
    'old.bas',
    [
      'Private Declare Function Process32First Lib "kernel32" (ByVal h As Long, p As Any) As Long',
      'Private Type PROCESSENTRY32',
      '  dwSize As Long',
      '  others(7) As Long',
      '  szExeFile As String * 260',
      'End Type',
      'Sub A()',
      '  Dim p As PROCESSENTRY32',
      '  p.dwSize = 296',
      '  p.dwSize = Len(p)',
      'End Sub',
    ],
  ],
  [
    'c.ps1',
    [
      "Add-Type -TypeDefinition '[StructLayout(LayoutKind.Sequential)] public struct SP_DEVINFO_DATA { public uint cbSize; public Guid g; public uint DevInst; public IntPtr Reserved; }'",
      '$info = New-Object SP_DEVINFO_DATA',
      '$info.cbSize = 28 # $info.cbSize = 29',
      '$info.cbSize = [Runtime.InteropServices.Marshal]::SizeOf($info)',
      "Add-Type -TypeDefinition @'",
      '[StructLayout(LayoutKind.Sequential)] public struct Own { public int a; }',
      'class N { void F() { var a = new SP_DEVINFO_DATA(); a.cbSize = 28; } }',
      "'@",
    ],
    `error stated-size 3 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 7 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'd.ahk',
    [
      'VarSetCapacity(si, 104, 0)',
      'NumPut(68, si, 0, "UInt")',
      'DllCall("CreateProcessW", "Ptr", 0, "Ptr", 0, "Ptr", 0, "Ptr", 0, "Int", 0, "UInt", 0, "Ptr", 0, "Ptr", 0, "Ptr", &si, "Ptr", &pi)',
      'NumPut(A_PtrSize = 8 ? 104 : 68, si, 0, "UInt")',
    ],
    `warning stated-size 2 STARTUPINFOW.cb ${wide}`,
  ],
  [
    'd2.ah2',
    [
      'si := Buffer(104, 0)',
      'NumPut("UInt", 68, si, 0)',
      'DllCall("CreateProcessW", "Ptr", 0, "Ptr", 0, "Ptr", 0, "Ptr", 0, "Int", 0, "UInt", 0, "Ptr", 0, "Ptr", 0, "Ptr", si, "Ptr", pi)',
    ],
    `warning stated-size 2 STARTUPINFOW.cb ${wide}`,
  ],
  [
    'E.java',
    [
      'import com.sun.jna.*;',
      'class E { void f() {',
      'SetupApi.SP_DEVINFO_DATA info = new SetupApi.SP_DEVINFO_DATA(); info.cbSize = 28;',
      'info.cbSize = info.size();',
      'info.cbSize = 24 + Native.POINTER_SIZE;',
      '} }',
    ],
    `error stated-size 3 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'f.lua',
    [
      'ffi.cdef[[ typedef struct { uint32_t cbSize; } X; ]]',
      "local info = ffi.new('SP_DEVINFO_DATA')",
      'info.cbSize = 28 -- info.cbSize = 32',
      "local list = ffi.new('SP_DEVINFO_DATA[1]'); list[0].cbSize = 32",
      'info.cbSize = ffi.sizeof(info)',
    ],
    `error stated-size 3 SP_DEVINFO_DATA.cbSize ${wide}`,
    'error stated-size 4 SP_DEVINFO_DATA.cbSize ia32',
  ],
  [
    'g.py',
    [
      'ffi.cdef("BOOL CloseHandle(HANDLE h);")',
      'pe = ffi.new("PROCESSENTRY32 *")',
      'pe.dwSize = 296',
      'pe.dwSize = ffi.sizeof(pe[0])',
      'pe.cntUsage = 296',
    ],
    `error stated-size 3 PROCESSENTRY32.dwSize ${wide}`,
  ],
  [
    'H.cs',
    [
      '[StructLayout(LayoutKind.Sequential)] struct SP_DEVINFO_DATA { public uint cbSize; public Guid ClassGuid; public uint DevInst; public uint Reserved; }',
      '[StructLayout(LayoutKind.Sequential)] struct SP_DEVICE_INTERFACE_DATA { public int cbSize; public Guid g; public int Flags; public IntPtr Reserved; }',
      '[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] struct SP_DEVICE_INTERFACE_DETAIL_DATA { public int cbSize; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 256)] public string DevicePath; }',
      'class N { unsafe void F() {',
      'var a = new SP_DEVINFO_DATA(); a.cbSize = (uint)Marshal.SizeOf(a);',
      'a.cbSize = (uint)Marshal.SizeOf(typeof(SP_DEVINFO_DATA)); a.cbSize = (uint) sizeof(SP_DEVINFO_DATA);',
      'var b = new SP_DEVINFO_DATA { cbSize = (uint)Marshal.SizeOf<SP_DEVINFO_DATA>() };',
      'var c = new SP_DEVICE_INTERFACE_DATA(); c.cbSize = Marshal.SizeOf(c);',
      'c.cbSize = System.Runtime.InteropServices.Marshal.SizeOf(typeof(SP_DEVINFO_DATA)); // 28',
      'SP_DEVICE_INTERFACE_DETAIL_DATA d; d.cbSize = Marshal.SizeOf(typeof(SP_DEVICE_INTERFACE_DETAIL_DATA));',
      'd.cbSize = Marshal.SizeOf(typeof(Unknown)); d.cbSize = Marshal.SizeOf(d) - 4; d.cbSize = IntPtr.Size == 8 ? 8 : 6;',
      '} }',
    ],
    `error stated-size 5 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 6 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 7 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 9 SP_DEVICE_INTERFACE_DATA.cbSize ${wide}`,
    'error stated-size 10 SP_DEVICE_INTERFACE_DETAIL_DATA.cbSize x64+ia32+arm64',
  ],
  [
    'i.ps1',
    [
      "Add-Type -TypeDefinition @'",
      '[StructLayout(LayoutKind.Sequential)] public struct SP_DEVINFO_DATA { public uint cbSize; public Guid g; public uint DevInst; public uint Reserved; }',
      "'@",
      '$info = New-Object SP_DEVINFO_DATA',
      '$info.cbSize = [System.Runtime.InteropServices.Marshal]::SizeOf($info)',
      '$info.cbSize = [Runtime.InteropServices.Marshal]::SizeOf([type][SP_DEVINFO_DATA])',
      '$info.cbSize = [uint32][Marshal]::SizeOf([IntPtr])',
    ],
    `error stated-size 5 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 6 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'j.vb',
    [
      'Structure SP_DEVINFO_DATA',
      '  Public cbSize As Integer',
      '  Public g As Guid',
      '  Public DevInst As Integer',
      '  Public Reserved As Integer',
      'End Structure',
      'Class N',
      '  Sub F()',
      '    Dim a As SP_DEVINFO_DATA',
      '    a.cbSize = Marshal.SizeOf(a)',
      '    a.cbSize = CInt(Marshal.SizeOf(GetType(SP_DEVINFO_DATA)))',
      '    a.cbSize = Marshal.SizeOf(Of SP_DEVINFO_DATA)()',
      '    a.cbSize = Len(a)',
      '    a.cbSize = Len(other)',
      '  End Sub',
      'End Class',
    ],
    ...[10, 11, 12, 13].map(line => `error stated-size ${line} SP_DEVINFO_DATA.cbSize ${wide}`),
  ],
  [
    'k.bas',
    [
      'Private Declare PtrSafe Function SetupDiEnumDeviceInfo Lib "setupapi" (ByVal h As LongPtr, ByVal i As Long, d As SP_DEVINFO_DATA) As Long',
      'Private Type SP_DEVINFO_DATA',
      '  cbSize As Long',
      '  g(15) As Byte',
      '  DevInst As Long',
      '  Reserved As Long',
      'End Type',
      'Sub A()',
      '  Dim d As SP_DEVINFO_DATA',
      '  d.cbSize = LenB(d)',
      'End Sub',
    ],
    `error stated-size 10 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'L.java',
    [
      'import com.sun.jna.*;',
      '@FieldOrder({"cbSize", "g", "DevInst", "Reserved"})',
      'class SP_DEVINFO_DATA extends Structure { public int cbSize; public byte[] g = new byte[16]; public int DevInst; public int Reserved; }',
      'class L { void f() {',
      'SP_DEVINFO_DATA info = new SP_DEVINFO_DATA();',
      'info.cbSize = info.size();',
      '} }',
    ],
    `error stated-size 6 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'm.lua',
    [
      'ffi.cdef[[ typedef struct { uint32_t cbSize; uint8_t g[16]; uint32_t DevInst; uint32_t Reserved; } SP_DEVINFO_DATA; ]]',
      "local info = ffi.new('SP_DEVINFO_DATA')",
      'info.cbSize = ffi.sizeof(info)',
      "info.cbSize = ffi.sizeof('SP_DEVINFO_DATA') -- 28",
      "info.cbSize = ffi.sizeof('void *')",
    ],
    `error stated-size 3 SP_DEVINFO_DATA.cbSize ${wide}`,
    `error stated-size 4 SP_DEVINFO_DATA.cbSize ${wide}`,
  ],
  [
    'n.mq5',
    [
      'struct SP_DEVINFO_DATA { uint cbSize; uchar g[16]; uint DevInst; uint Reserved; };',
      '#import "setupapi.dll"',
      'int SetupDiEnumDeviceInfo(long h, uint i, SP_DEVINFO_DATA &d);',
      '#import',
      'void OnStart() {',
      'SP_DEVINFO_DATA info;',
      'info.cbSize = sizeof(SP_DEVINFO_DATA);',
      'info.cbSize = sizeof(info);',
      'info.cbSize = 28;',
      '}',
    ],
    ...[7, 8, 9].map(line => `error stated-size ${line} SP_DEVINFO_DATA.cbSize ${wide}`),
  ],
]

/** Sizes that are wrong on some architecture, with the level there and what shows it. */
const levels: readonly (readonly [
  struct: string,
  field: string,
  size: number,
  ...expected: string[],
])[] = [
  ['SP_DEVINFO_DATA', 'cbSize', 28, 'error x64+arm64 devinfo-cbsize'],
  ['PROCESSENTRY32', 'dwSize', 296, 'error x64+arm64 PROCESSENTRY32'],
  ['PROCESSENTRY32W', 'dwSize', 556, 'error x64+arm64 PROCESSENTRY32'],
  ['PROCESSENTRY32', 'dwSize', 304, 'warning ia32 nothing'],
  ['MODULEENTRY32', 'dwSize', 548, 'error x64+arm64 PROCESSENTRY32'],
  ['OPENFILENAME', 'lStructSize', 152, 'error ia32 CommDlgExtendedError'],
  ['WNDCLASSEX', 'cbSize', 80, 'warning ia32 nothing'],
  ['SHELLEXECUTEINFO', 'cbSize', 60, 'warning x64+arm64 nothing'],
  ['MENUITEMINFO', 'cbSize', 80, 'warning ia32 nothing'],
  ['DCB', 'DCBlength', 20, 'warning x64+ia32+arm64 nothing'],
]

t.test(
  'a wrong size is an error only where something shows that a function refuses it',
  async t => {
    for (const [struct, field, size, ...expected] of levels) {
      const text = `[StructLayout(LayoutKind.Sequential)] struct Own { public int a; }
      class N { void F() { var a = new ${struct}(); a.${field} = ${size}; } }`
      const { findings } = await audit(['A.cs'], { folder: t.testdir({ 'A.cs': text }) })
      t.same(
        findings.map(({ level, arch, shownBy }) => {
          const shown = shownBy && ('probe' in shownBy ? shownBy.probe : shownBy.document)
          return `${level} ${arch.join('+')} ${shown ?? 'nothing'}`
        }),
        expected,
        `${struct} ${size}`,
      )
    }
  },
)

for (const [file, lines, ...expected] of programs)
  t.test(`${file}: a size that is stated wrongly is found, and no other`, async t => {
    const result = await audit([file], { folder: t.testdir({ [file]: lines.join('\n') }) })
    t.same(
      briefly(result).filter(line => line.includes('stated-size')),
      expected,
    )
  })
