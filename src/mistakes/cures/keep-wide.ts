import type { Cure } from './cure.ts'

/** Values that pass through the program keep their width. */
export const cure: Cure = {
  title: 'Keep a handle as it was returned: no mask, no 32-bit conversion, no floating point',
  ctypes: `
handle = kernel32.CreateFileW(path, 0xC0000000, 0, None, 3, 0, None)  # an int of any size
kernel32.CloseHandle.argtypes = [wintypes.HANDLE]
kernel32.CloseHandle(handle)         # argtypes lets all of its bits through; without, an int beyond 32 bits raises OverflowError
# not: handle & 0xFFFFFFFF, ctypes.c_int(handle), struct.pack('i', handle)`,
  koffi: `
const handle = CreateFileW(path, 0xC0000000, 0, null, 3, 0, null) // declared 'void *': always a bigint (or null)
handles.set(BigInt(handle), port)
// not: Number(handle), parseInt(handle), handle | 0, new Uint32Array([handle]), JSON as a number`,
  pinvoke: `
IntPtr handle = port.DangerousGetHandle();
long key = handle.ToInt64();         // never ToInt32(): it throws OverflowException above 2^31
// not: (int)handle, Convert.ToUInt32(handle), a field of type int`,
  vba: `
Dim handle As LongPtr                ' not Long
handle = CLngPtr(text)               ' not CLng, which overflows above 2^31`,
  vbnet: `
Dim handle As IntPtr = port.DangerousGetHandle()
Dim key As Long = handle.ToInt64()   ' never ToInt32(): it throws OverflowException above 2^31
' not: CInt(handle), handle.ToInt32(), a field As Integer`,
  powershell: `
$handle = $port.DangerousGetHandle() # an [IntPtr]
$key = $handle.ToInt64()             # not [int]$handle, not $handle.ToInt32(): both throw above 2^31`,
  ahk: `
handles := Map()
handles[handle] := port   ; an integer of 64 bits, as it came
; not: handle & 0xFFFFFFFF, NumPut("UInt", handle, buffer), handle + 0.0`,
  java: `
long key = Pointer.nativeValue(handle.getPointer()); // a long
// not: (int) key, handle.hashCode(), an int in a field or a map`,
  lua: `
local key = tostring(ffi.cast('uintptr_t', handle)) -- an address may be a key only as text
-- not: tonumber(ffi.cast('int', handle)), bit.band(handle, 0xFFFFFFFF)`,
  cffi: `
key = int(ffi.cast('uintptr_t', handle))  # an int of any size
# not: ffi.cast('int', handle), key & 0xFFFFFFFF, struct.pack('i', key)`,
  mql: `
long key = handle;  // MetaTrader 5; in MetaTrader 4 a handle is an int
// not: (int)handle, (double)handle, a global variable of the terminal, which is a double`,
}
