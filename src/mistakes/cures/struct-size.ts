import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/setupapi/ns-setupapi-sp_devinfo_data */
export const cure: Cure = {
  title:
    'Let the size of a struct be computed from a right declaration, never write it as a number',
  ctypes: `
class SP_DEVINFO_DATA(ctypes.Structure):
    _fields_ = [('cbSize', wintypes.DWORD), ('ClassGuid', ctypes.c_byte * 16),
                ('DevInst', wintypes.DWORD), ('Reserved', ctypes.c_size_t)]

info = SP_DEVINFO_DATA()
info.cbSize = ctypes.sizeof(info)  # 32, in a 32-bit process 28
# SP_DEVICE_INTERFACE_DETAIL_DATA_W states its fixed part alone: 8, in a 32-bit process 6`,
  koffi: `
const SP_DEVINFO_DATA = koffi.struct({
  cbSize: 'uint32_t', ClassGuid: koffi.array('uint8_t', 16), DevInst: 'uint32_t', Reserved: 'uintptr_t'
})
const info = { cbSize: koffi.sizeof(SP_DEVINFO_DATA), ClassGuid: new Uint8Array(16), DevInst: 0, Reserved: 0 } // 32 or 28`,
  pinvoke: `
[StructLayout(LayoutKind.Sequential)]
struct SP_DEVINFO_DATA { public uint cbSize; public Guid ClassGuid; public uint DevInst; public UIntPtr Reserved; }

var info = new SP_DEVINFO_DATA { cbSize = (uint)Marshal.SizeOf<SP_DEVINFO_DATA>() }; // 32 or 28
uint detailSize = IntPtr.Size == 8 ? 8u : 6u; // SP_DEVICE_INTERFACE_DETAIL_DATA_W: the fixed part alone`,
  vba: `
Private Type SP_DEVINFO_DATA
    cbSize As Long
    ClassGuid(0 To 15) As Byte
    DevInst As Long
    Reserved As LongPtr
End Type

Dim info As SP_DEVINFO_DATA
info.cbSize = LenB(info)  ' 32 in 64-bit Office, 28 in 32-bit Office`,
  powershell: `
$size = [Runtime.InteropServices.Marshal]::SizeOf([type][SP_DEVINFO_DATA]) # 32, in a 32-bit process 28`,
  ahk: `
info := Buffer(24 + A_PtrSize, 0)       ; 32 bytes, in a 32-bit process 28
NumPut("UInt", info.Size, info, 0)      ; cbSize`,
  java: `
SetupApi.SP_DEVINFO_DATA info = new SetupApi.SP_DEVINFO_DATA();
info.cbSize = info.size(); // 32, in a 32-bit process 28`,
  lua: `
info.cbSize = ffi.sizeof('SP_DEVINFO_DATA') -- 32, in a 32-bit process 28`,
  cffi: `
info = ffi.new('SP_DEVINFO_DATA *')
info.cbSize = ffi.sizeof('SP_DEVINFO_DATA')  # 32, in a 32-bit process 28`,
  mql: `
SP_DEVINFO_DATA info;
info.cbSize = sizeof(SP_DEVINFO_DATA);  // 32, in MetaTrader 4, a 32-bit program, 28`,
  vbnet: `
<StructLayout(LayoutKind.Sequential)>
Structure SP_DEVINFO_DATA
    Public cbSize As UInteger
    Public ClassGuid As Guid
    Public DevInst As UInteger
    Public Reserved As UIntPtr
End Structure

Dim info As New SP_DEVINFO_DATA
info.cbSize = CUInt(Marshal.SizeOf(info)) ' 32, in a 32-bit process 28`,
}
