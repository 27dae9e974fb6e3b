import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped */
export const cure: Cure = {
  title:
    'Declare OVERLAPPED with pointer-wide Internal and InternalHigh and with its union: 32 bytes and hEvent at 24, in a 32-bit process 20 and 16',
  ctypes: `
ULONG_PTR = ctypes.c_size_t  # as wide as a pointer; c_ulong has 32 bits in 64-bit Windows too

class _Offsets(ctypes.Structure):
    _fields_ = [('Offset', wintypes.DWORD), ('OffsetHigh', wintypes.DWORD)]

class _Position(ctypes.Union):
    _anonymous_ = ['offsets']
    _fields_ = [('offsets', _Offsets), ('Pointer', ctypes.c_void_p)]

class OVERLAPPED(ctypes.Structure):
    _anonymous_ = ['position']
    _fields_ = [('Internal', ULONG_PTR), ('InternalHigh', ULONG_PTR),
                ('position', _Position), ('hEvent', wintypes.HANDLE)]

wide = ctypes.sizeof(ctypes.c_void_p) == 8
assert (ctypes.sizeof(OVERLAPPED), OVERLAPPED.hEvent.offset) == ((32, 24) if wide else (20, 16))`,
  koffi: `
const OVERLAPPED = koffi.struct({
  Internal: 'uintptr_t', InternalHigh: 'uintptr_t',
  Offset: 'uint32_t', OffsetHigh: 'uint32_t', // these two lie over Pointer: declare the pair or the pointer, not both
  hEvent: 'void *'
})
const expected = koffi.sizeof('void *') === 8 ? [32, 24] : [20, 16]
const declared = [koffi.sizeof(OVERLAPPED), koffi.offsetof(OVERLAPPED, 'hEvent')]
if (declared.join() !== expected.join()) throw new Error(\`OVERLAPPED: \${declared} instead of \${expected}\`)

const overlapped = koffi.alloc(OVERLAPPED, 1) // one address from ReadFile to GetOverlappedResult
koffi.encode(overlapped, OVERLAPPED, { Internal: 0, InternalHigh: 0, Offset: 0, OffsetHigh: 0, hEvent: event })`,
  pinvoke: `
[StructLayout(LayoutKind.Sequential)]
struct OVERLAPPED  // or System.Threading.NativeOverlapped, which has this layout
{
    public UIntPtr Internal;
    public UIntPtr InternalHigh;
    public uint Offset;
    public uint OffsetHigh;
    public IntPtr hEvent;
}

Debug.Assert(Marshal.SizeOf<OVERLAPPED>() == (IntPtr.Size == 8 ? 32 : 20));
Debug.Assert((int)Marshal.OffsetOf<OVERLAPPED>("hEvent") == (IntPtr.Size == 8 ? 24 : 16));`,
  vba: `
Private Type OVERLAPPED
    Internal As LongPtr
    InternalHigh As LongPtr
    Offset As Long
    OffsetHigh As Long
    hEvent As LongPtr
End Type

Dim o As OVERLAPPED
Debug.Print LenB(o), VarPtr(o.hEvent) - VarPtr(o)  ' 32 and 24 in 64-bit Office, 20 and 16 in 32-bit Office`,
  powershell: `
Add-Type -TypeDefinition @'
using System; using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential)]
public struct OVERLAPPED { public UIntPtr Internal, InternalHigh; public uint Offset, OffsetHigh; public IntPtr hEvent; }
'@
[Runtime.InteropServices.Marshal]::SizeOf([type][OVERLAPPED]) # 32, in a 32-bit process 20`,
  ahk: `
overlapped := Buffer(8 + 3 * A_PtrSize, 0)                 ; 32 bytes, in a 32-bit process 20
NumPut("Ptr", event, overlapped, 8 + 2 * A_PtrSize)        ; hEvent at 24, in a 32-bit process 16`,
  java: `
@Structure.FieldOrder({"Internal", "InternalHigh", "Offset", "OffsetHigh", "hEvent"})
public static class OVERLAPPED extends Structure { // or WinBase.OVERLAPPED of jna-platform
    public BaseTSD.ULONG_PTR Internal, InternalHigh;
    public int Offset, OffsetHigh;
    public WinNT.HANDLE hEvent;
}`,
  lua: `
ffi.cdef[[
typedef struct { uintptr_t Internal, InternalHigh; uint32_t Offset, OffsetHigh; void *hEvent; } OVERLAPPED;
]]
assert(ffi.sizeof('OVERLAPPED') == (ffi.abi('64bit') and 32 or 20)) -- unsigned long has 32 bits on Windows`,
  cffi: `
ffi.cdef('''
typedef struct { uintptr_t Internal, InternalHigh; uint32_t Offset, OffsetHigh; void *hEvent; } OVERLAPPED;
''')
assert ffi.sizeof('OVERLAPPED') == (32 if ffi.sizeof('void *') == 8 else 20)  # unsigned long has 32 bits on Windows`,
  mql: `
struct OVERLAPPED  // MetaTrader 5: 32 bytes; in MetaTrader 4, a 32-bit program, int instead of long: 20
  {
   long Internal;
   long InternalHigh;
   uint Offset;
   uint OffsetHigh;
   long hEvent;
  };`,
  vbnet: `
<StructLayout(LayoutKind.Sequential)>
Structure OVERLAPPED ' or System.Threading.NativeOverlapped, which has this layout
    Public Internal As UIntPtr
    Public InternalHigh As UIntPtr
    Public Offset As UInteger
    Public OffsetHigh As UInteger
    Public hEvent As IntPtr
End Structure

Debug.Assert(Marshal.SizeOf(GetType(OVERLAPPED)) = If(IntPtr.Size = 8, 32, 20))`,
}
