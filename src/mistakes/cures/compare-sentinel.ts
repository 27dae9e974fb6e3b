import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-createfilew#return-value */
export const cure: Cure = {
  title:
    'Compare the result of the open with INVALID_HANDLE_VALUE at the width of a pointer, and stop there',
  ctypes: `
INVALID_HANDLE_VALUE = wintypes.HANDLE(-1).value  # 0xFFFFFFFFFFFFFFFF, in a 32-bit process 0xFFFFFFFF

# CreateFileW.restype is wintypes.HANDLE, so both sides are unsigned and as wide as a pointer
handle = kernel32.CreateFileW(r'\\\\.\\COM3', 0xC0000000, 0, None, 3, 0x40000000, None)
if handle == INVALID_HANDLE_VALUE:
    raise ctypes.WinError(ctypes.get_last_error())`,
  koffi: `
const pointerBits = 8 * koffi.sizeof('void *')
const GetLastError = kernel32.func('__stdcall', 'GetLastError', 'uint32_t', [])

/** True for -1 in each shape that koffi gives a pointer-wide result: -1, 4294967295n, 18446744073709551615n. */
function isInvalidHandle(handle) {
  return handle !== null && BigInt.asIntN(pointerBits, BigInt(handle)) === -1n
}

const handle = CreateFileW('\\\\\\\\.\\\\COM3', 0xC0000000, 0, null, 3, 0x40000000, null)
if (isInvalidHandle(handle)) throw new Error(\`CreateFileW: error \${GetLastError()}\`)`,
  pinvoke: `
using SafeFileHandle port = CreateFileW(@"\\\\.\\COM3", 0xC0000000, 0, IntPtr.Zero, 3, 0x40000000, IntPtr.Zero);
if (port.IsInvalid) throw new Win32Exception(Marshal.GetLastWin32Error());
// where an IntPtr has to be compared: handle == new IntPtr(-1), never handle.ToInt32() == -1`,
  vba: `
hPort = CreateFileW(StrPtr("\\\\.\\COM3"), &HC0000000, 0, 0, 3, &H40000000, 0)
If hPort = -1 Then  ' hPort is a LongPtr, and -1 becomes as wide as it
    Err.Raise vbObjectError, , "CreateFileW: error " & Err.LastDllError
End If`,
  powershell: `
$handle = [Win32.Native]::CreateFileW('\\\\.\\COM3', 3221225472, 0, [IntPtr]::Zero, 3, 0x40000000, [IntPtr]::Zero)
if ($handle -eq [IntPtr]-1) { throw [ComponentModel.Win32Exception]::new() } # not [IntPtr]::Zero, not [int]$handle`,
  ahk: `
handle := DllCall("CreateFileW", "WStr", "\\\\.\\COM3", "UInt", 0xC0000000, "UInt", 0
    , "Ptr", 0, "UInt", 3, "UInt", 0x40000000, "Ptr", 0, "Ptr")
if (handle = -1) ; the result is "Ptr": with "UInt" it is 4294967295, and without a type it is cut
    throw Error("CreateFileW: error " A_LastError)`,
  java: `
WinNT.HANDLE handle = Kernel32.INSTANCE.CreateFile("\\\\\\\\.\\\\COM3", 0xC0000000, 0, null, 3, 0x40000000, null);
if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) // not null, not a Pointer compared with -1
    throw new Win32Exception(Native.getLastError());`,
  lua: `
local INVALID_HANDLE_VALUE = ffi.cast('void *', -1) -- as wide as a pointer; nil is another value
local handle = ffi.C.CreateFileA('\\\\\\\\.\\\\COM3', 0xC0000000, 0, nil, 3, 0x40000000, nil)
if handle == INVALID_HANDLE_VALUE then error('CreateFileA: error ' .. ffi.C.GetLastError()) end`,
  cffi: `
INVALID_HANDLE_VALUE = ffi.cast('HANDLE', -1)  # as wide as a pointer; no number is equal to a pointer, nor is None

handle = kernel32.CreateFileW('\\\\\\\\.\\\\COM3', 0xC0000000, 0, ffi.NULL, 3, 0x40000000, ffi.NULL)
if handle == INVALID_HANDLE_VALUE:
    raise OSError(*ffi.getwinerror())`,
  mql: `
long handle = CreateFileW("\\\\\\\\.\\\\COM3", 0xC0000000, 0, 0, 3, 0, 0);  // MetaTrader 5; in MetaTrader 4 an int
if(handle == -1)  // not 0 and not 0xFFFFFFFF, which is another number in a long
   Print("CreateFileW: error ", kernel32::GetLastError());`,
  vbnet: `
Dim port As SafeFileHandle = CreateFileW("\\\\.\\COM3", &HC0000000UI, 0, IntPtr.Zero, 3, &H40000000UI, IntPtr.Zero)
If port.IsInvalid Then Throw New Win32Exception(Marshal.GetLastWin32Error())
' where an IntPtr has to be compared: handle = New IntPtr(-1), never handle.ToInt32() = -1, never IntPtr.Zero`,
}
