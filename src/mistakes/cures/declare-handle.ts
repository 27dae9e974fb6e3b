import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/winprog/windows-data-types: HANDLE is a PVOID. */
export const cure: Cure = {
  title: 'Declare every HANDLE as wide as a pointer, in results and in parameters',
  ctypes: `
import ctypes
from ctypes import wintypes

kernel32 = ctypes.WinDLL('kernel32', use_last_error=True)
kernel32.CreateFileW.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
                                 wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE]
kernel32.CreateFileW.restype = wintypes.HANDLE
kernel32.PurgeComm.argtypes = [wintypes.HANDLE, wintypes.DWORD]
kernel32.PurgeComm.restype = wintypes.BOOL`,
  koffi: `
const kernel32 = koffi.load('kernel32.dll')
const CreateFileW = kernel32.func('__stdcall', 'CreateFileW', 'void *',
  ['str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', 'uint32_t', 'void *'])
const PurgeComm = kernel32.func('__stdcall', 'PurgeComm', 'int', ['void *', 'uint32_t'])`,
  pinvoke: `
[DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
static extern SafeFileHandle CreateFileW(string lpFileName, uint dwDesiredAccess, uint dwShareMode,
    IntPtr lpSecurityAttributes, uint dwCreationDisposition, uint dwFlagsAndAttributes, IntPtr hTemplateFile);

[DllImport("kernel32.dll", SetLastError = true)]
[return: MarshalAs(UnmanagedType.Bool)]
static extern bool PurgeComm(SafeFileHandle hFile, uint dwFlags);`,
  vba: `
Private Declare PtrSafe Function CreateFileW Lib "kernel32" ( _
    ByVal lpFileName As LongPtr, ByVal dwDesiredAccess As Long, ByVal dwShareMode As Long, _
    ByVal lpSecurityAttributes As LongPtr, ByVal dwCreationDisposition As Long, _
    ByVal dwFlagsAndAttributes As Long, ByVal hTemplateFile As LongPtr) As LongPtr
Private Declare PtrSafe Function PurgeComm Lib "kernel32" (ByVal hFile As LongPtr, ByVal dwFlags As Long) As Long
Private hPort As LongPtr  ' PtrSafe alone changes nothing: the types have to be right`,
  vbnet: `
<DllImport("kernel32.dll", CharSet:=CharSet.Unicode, SetLastError:=True)>
Shared Function CreateFileW(ByVal lpFileName As String, ByVal dwDesiredAccess As UInteger, ByVal dwShareMode As UInteger,
    ByVal lpSecurityAttributes As IntPtr, ByVal dwCreationDisposition As UInteger,
    ByVal dwFlagsAndAttributes As UInteger, ByVal hTemplateFile As IntPtr) As SafeFileHandle
End Function

<DllImport("kernel32.dll", SetLastError:=True)>
Shared Function PurgeComm(ByVal hFile As SafeFileHandle, ByVal dwFlags As UInteger) As Boolean
End Function`,
  powershell: `
Add-Type -Namespace Win32 -Name Native -MemberDefinition @'
[DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
public static extern IntPtr CreateFileW(string lpFileName, uint dwDesiredAccess, uint dwShareMode,
    IntPtr lpSecurityAttributes, uint dwCreationDisposition, uint dwFlagsAndAttributes, IntPtr hTemplateFile);
[DllImport("kernel32.dll", SetLastError = true)]
public static extern bool PurgeComm(IntPtr hFile, uint dwFlags);
'@`,
  ahk: `
handle := DllCall("CreateFileW", "WStr", "\\\\.\\COM3", "UInt", 0xC0000000, "UInt", 0
    , "Ptr", 0, "UInt", 3, "UInt", 0, "Ptr", 0, "Ptr") ; the last "Ptr" is the result: without it an Int
ok := DllCall("PurgeComm", "Ptr", handle, "UInt", 8)`,
  java: `
public interface Serial extends StdCallLibrary {
    WinNT.HANDLE CreateFileW(WString lpFileName, int dwDesiredAccess, int dwShareMode, Pointer lpSecurityAttributes,
        int dwCreationDisposition, int dwFlagsAndAttributes, WinNT.HANDLE hTemplateFile); // not int, not NativeLong
    boolean PurgeComm(WinNT.HANDLE hFile, int dwFlags);
}`,
  lua: `
ffi.cdef[[
void *__stdcall CreateFileW(const wchar_t *lpFileName, uint32_t dwDesiredAccess, uint32_t dwShareMode,
  void *lpSecurityAttributes, uint32_t dwCreationDisposition, uint32_t dwFlagsAndAttributes, void *hTemplateFile);
int __stdcall PurgeComm(void *hFile, uint32_t dwFlags);
]]`,
  cffi: `
ffi.cdef("""
HANDLE __stdcall CreateFileW(LPCWSTR lpFileName, DWORD dwDesiredAccess, DWORD dwShareMode,
    void *lpSecurityAttributes, DWORD dwCreationDisposition, DWORD dwFlagsAndAttributes, HANDLE hTemplateFile);
BOOL __stdcall PurgeComm(HANDLE hFile, DWORD dwFlags);
""")
kernel32 = ffi.dlopen('kernel32.dll')`,
  mql: `
#import "kernel32.dll"
long CreateFileW(string lpFileName, uint dwDesiredAccess, uint dwShareMode, long lpSecurityAttributes,
                 uint dwCreationDisposition, uint dwFlagsAndAttributes, long hTemplateFile);
int PurgeComm(long hFile, uint dwFlags);
#import
// long is for MetaTrader 5, a 64-bit program; in MetaTrader 4 all of them are int`,
}
