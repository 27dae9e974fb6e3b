import type { Cure } from './cure.ts'

/** WINAPI is __stdcall: https://learn.microsoft.com/en-us/cpp/cpp/stdcall */
export const cure: Cure = {
  title: 'Call Win32 functions as __stdcall; it matters in 32-bit processes alone',
  ctypes: `
kernel32 = ctypes.WinDLL('kernel32', use_last_error=True)                   # not ctypes.CDLL
callback_type = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HANDLE)           # not ctypes.CFUNCTYPE`,
  koffi: `
const CloseHandle = kernel32.func('__stdcall', 'CloseHandle', 'int', ['void *'])
const Callback = koffi.proto('__stdcall', 'Callback', 'int', ['void *'])`,
  pinvoke: `
[DllImport("kernel32.dll", SetLastError = true)] // CallingConvention.Winapi is the default; not Cdecl
static extern bool CloseHandle(IntPtr hObject);`,
  vba: `
' Declare is always __stdcall in 32-bit Office: a __cdecl function of a library of your own cannot be declared so
Private Declare PtrSafe Function CloseHandle Lib "kernel32" (ByVal hObject As LongPtr) As Long`,
}
