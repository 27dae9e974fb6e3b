import type { Cure } from './cure.ts'

/** WINAPI is __stdcall: https://learn.microsoft.com/en-us/cpp/cpp/stdcall */
export const cure: Cure = {
  title: 'Call Win32 functions as __stdcall; it matters in 32-bit processes only',
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
  vbnet: `
<DllImport("kernel32.dll", SetLastError:=True)> ' CallingConvention.Winapi is the default; not Cdecl
Shared Function CloseHandle(ByVal hObject As IntPtr) As Boolean
End Function`,
  powershell: `
Add-Type -Namespace Win32 -Name Handles -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)] // CallingConvention.Winapi is the default; not Cdecl
public static extern bool CloseHandle(IntPtr hObject);
'@`,
  ahk: `
DllCall("CloseHandle", "Ptr", handle)           ; __stdcall where nothing is said
DllCall("msvcrt\\abs", "Int", -1, "CDecl Int")   ; CDecl for functions of the C library alone`,
  java: `
public interface Handles extends StdCallLibrary { // not Library
    boolean CloseHandle(WinNT.HANDLE hObject);
}
public interface HandleCallback extends StdCallLibrary.StdCallCallback { // not Callback
    boolean invoke(WinNT.HANDLE handle);
}`,
  lua: `
ffi.cdef[[
int __stdcall CloseHandle(void *hObject);
typedef int (__stdcall *HandleCallback)(void *handle); // a callback without it unbalances the stack
]]`,
  cffi: `
ffi.cdef('BOOL __stdcall CloseHandle(HANDLE hObject);')
callback = ffi.callback('BOOL __stdcall(HANDLE)', on_handle)  # without it a callback is __cdecl`,
  mql: {
    because:
      '#import calls every function as __stdcall; put a library of your own between, where one is __cdecl',
  },
}
