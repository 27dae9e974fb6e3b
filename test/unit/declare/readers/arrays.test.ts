import t from 'tap'
import { auditFixture, briefly } from '../../../support/audit/fixture.ts'

const layout = '[StructLayout(LayoutKind.Sequential)]'
const extents = `${layout} struct VOLUME_DISK_EXTENTS { public uint NumberOfDiskExtents; public DISK_EXTENT[] Extents; }
${layout} struct DISK_EXTENT { public uint DiskNumber; public long StartingOffset; public long ExtentLength; }`
const record = `<StructLayout(LayoutKind.Sequential)>
Public Structure NTFS_FILE_RECORD_OUTPUT_BUFFER
Public FileReferenceNumber As Long
Public FileRecordLength As UInteger
Public FileRecordBuffer() As Byte
End Structure`
const warning = 'warning field-width 1 VOLUME_DISK_EXTENTS.Extents x64+ia32+arm64'
const error = 'error field-width 1 VOLUME_DISK_EXTENTS.Extents x64+ia32+arm64'
const recordAt = (level: string): string =>
  `${level} field-width 5 NTFS_FILE_RECORD_OUTPUT_BUFFER.FileRecordBuffer x64+ia32+arm64`

/** Arrays that do not lie in their struct: harmful where the struct is passed, or copied from memory. */
const programs: readonly (readonly [title: string, file: string, text: string, said: string[]])[] =
  [
    [
      'filled by the program',
      'a.cs',
      `${extents}\nclass P { VOLUME_DISK_EXTENTS Get() { var r = new VOLUME_DISK_EXTENTS(); r.Extents = new DISK_EXTENT[2]; return r; } }`,
      [warning],
    ],
    [
      'kept in a list',
      'a.cs',
      `${extents}\nclass P { List<VOLUME_DISK_EXTENTS> all = new List<VOLUME_DISK_EXTENTS>(); }`,
      [warning],
    ],
    [
      'passed to a function',
      'a.cs',
      `${extents}\nclass P { [DllImport("kernel32")] static extern bool DeviceIoControl(IntPtr h, uint c, IntPtr i, uint n, ref VOLUME_DISK_EXTENTS o, uint m, out uint r, IntPtr p); }`,
      [error],
    ],
    [
      'passed as out to a method',
      'a.cs',
      `${extents}\nclass P { bool Ask(out VOLUME_DISK_EXTENTS o) { return Call(0, out o); } }`,
      [error],
    ],
    [
      'copied from memory by its type',
      'a.cs',
      `${extents}\nclass P { void f(IntPtr p) { var r = (VOLUME_DISK_EXTENTS)Marshal.PtrToStructure(p, typeof(VOLUME_DISK_EXTENTS)); } }`,
      [error],
    ],
    [
      'copied from memory by a generic method',
      'a.cs',
      `${extents}\nclass P { void f(IntPtr p) { var r = Marshal.PtrToStructure<VOLUME_DISK_EXTENTS>(p); } }`,
      [error],
    ],
    [
      'given to a generic method of the program',
      'a.cs',
      `${extents}\nclass P { void f() { var r = Io.Invoke<VOLUME_DISK_EXTENTS>(h, code); } }`,
      [error],
    ],
    [
      'measured with sizeof',
      'a.cs',
      `${extents}\nclass P { int n = sizeof(VOLUME_DISK_EXTENTS); }`,
      [error],
    ],
    [
      'copied to memory by a variable',
      'a.cs',
      `${extents}\nclass P { void f(IntPtr p) { VOLUME_DISK_EXTENTS r = New(); Marshal.StructureToPtr(r, p, false); } }`,
      [error],
    ],
    [
      'in a struct that is passed',
      'a.cs',
      `${extents}\n${layout} struct Both { public int a; public VOLUME_DISK_EXTENTS b; }\nclass P { void f(IntPtr p) { Marshal.PtrToStructure<Both>(p); } }`,
      [error],
    ],
    [
      'in a comment alone',
      'a.cs',
      `${extents}\nclass P { /* Marshal.PtrToStructure<VOLUME_DISK_EXTENTS>(p) */ }`,
      [warning],
    ],
    [
      'laid out in place',
      'a.cs',
      extents.replace(
        'public DISK_EXTENT[]',
        '[MarshalAs(UnmanagedType.ByValArray, SizeConst = 1)] public DISK_EXTENT[]',
      ),
      [],
    ],
    [
      'laid out longer',
      'a.cs',
      extents.replace(
        'public DISK_EXTENT[]',
        '[MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public DISK_EXTENT[]',
      ),
      [],
    ],
    ['one element', 'a.cs', extents.replace('DISK_EXTENT[]', 'DISK_EXTENT'), []],
    [
      'as wide as the address of it',
      'a.cs',
      `${layout} struct GUID { public uint Data1; public ushort Data2; public ushort Data3; public byte[] Data4; }\nclass P { void f(IntPtr p) { Marshal.PtrToStructure<GUID>(p); } }`,
      ['error field-width 1 GUID.Data4 x64+ia32+arm64'],
    ],
    [
      'VB.NET: filled by the program',
      'a.vb',
      `${record}\nClass P\nFunction F() As NTFS_FILE_RECORD_OUTPUT_BUFFER\nEnd Function\nEnd Class`,
      [recordAt('warning')],
    ],
    [
      'VB.NET: by reference',
      'a.vb',
      `${record}\nModule P\nDeclare Function CloseHandle Lib "kernel32" (ByVal h As IntPtr) As Boolean\nSub G(ByRef r As NTFS_FILE_RECORD_OUTPUT_BUFFER)\nEnd Sub\nEnd Module`,
      [recordAt('error')],
    ],
    [
      'VB.NET: copied from memory',
      'a.vb',
      `${record}\nModule P\nSub G(p As IntPtr)\nDim r = Marshal.PtrToStructure(p, GetType(NTFS_FILE_RECORD_OUTPUT_BUFFER))\nEnd Sub\nEnd Module`,
      [recordAt('error')],
    ],
    [
      'VB.NET: copied by a generic method',
      'a.vb',
      `${record}\nModule P\nSub G(p As IntPtr)\nDim r = Marshal.PtrToStructure(Of NTFS_FILE_RECORD_OUTPUT_BUFFER)(p)\nEnd Sub\nEnd Module`,
      [recordAt('error')],
    ],
    [
      'VB.NET: in place',
      'a.vb',
      record.replace(
        'Public FileRecordBuffer()',
        '<MarshalAs(UnmanagedType.ByValArray, SizeConst:=1)> Public FileRecordBuffer()',
      ),
      [],
    ],
    [
      'cffi: a pointer',
      'a.py',
      'from cffi import FFI\nffi = FFI()\nffi.cdef("typedef struct { uint64_t FileReferenceNumber; unsigned long FileRecordLength; unsigned char *FileRecordBuffer; } NTFS_FILE_RECORD_OUTPUT_BUFFER;")\n',
      ['error field-width 3 NTFS_FILE_RECORD_OUTPUT_BUFFER.FileRecordBuffer x64+ia32+arm64'],
    ],
    [
      'LuaJIT: of any length',
      'a.lua',
      "local ffi = require('ffi')\nffi.cdef[[typedef struct { uint64_t FileReferenceNumber; unsigned long FileRecordLength; unsigned char FileRecordBuffer[?]; } NTFS_FILE_RECORD_OUTPUT_BUFFER;]]\n",
      [],
    ],
    [
      'ctypes: a pointer',
      'a.py',
      'import ctypes\nclass NTFS_FILE_RECORD_OUTPUT_BUFFER(ctypes.Structure):\n    _fields_ = [("FileReferenceNumber", ctypes.c_uint64), ("FileRecordLength", ctypes.c_uint32),\n        ("FileRecordBuffer", ctypes.POINTER(ctypes.c_ubyte))]\nctypes.windll.kernel32.CloseHandle.argtypes = [ctypes.c_void_p]\nx = NTFS_FILE_RECORD_OUTPUT_BUFFER()\n',
      ['error field-width 4 NTFS_FILE_RECORD_OUTPUT_BUFFER.FileRecordBuffer x64+ia32+arm64'],
    ],
    [
      'VBA: shorter than it is',
      'a.bas',
      'Type GUID\nData1 As Long\nData2 As Integer\nData3 As Integer\nData4(0 To 3) As Byte\nEnd Type\nDeclare PtrSafe Function CloseHandle Lib "kernel32" (ByVal h As LongPtr) As Long\n',
      ['error field-width 5 GUID.Data4 x64+ia32+arm64'],
    ],
  ]

for (const [title, file, text, said] of programs)
  t.test(`an array at the end of a struct, ${title}`, async t => {
    t.same(briefly(await auditFixture(t.testdir({ [file]: text }))), said)
  })
