import type { Cure } from './cure.ts'

/** BOOL, DWORD and LONG have 32 bits everywhere: https://learn.microsoft.com/en-us/windows/win32/winprog/windows-data-types */
export const cure: Cure = {
  title:
    'Declare BOOL, DWORD and LONG with 32 bits on every Windows, and HANDLE with no more than a pointer has',
  ctypes: `
kernel32.PurgeComm.restype = wintypes.BOOL  # 32 bits; c_longlong would read what is left in the upper half
kernel32.CreateFileW.restype = wintypes.HANDLE  # 32 bits in a 32-bit process; c_int64 would take two registers`,
  koffi: `
const PurgeComm = kernel32.func('__stdcall', 'PurgeComm', 'int', ['void *', 'uint32_t']) // int32_t, not int64_t
// HANDLE: 'void *' or 'intptr_t', which follow the process; 'int64_t' moves the later arguments on ia32`,
  pinvoke: `
[return: MarshalAs(UnmanagedType.Bool)] // a BOOL of 32 bits; I1 or long read the wrong bytes
static extern bool PurgeComm(IntPtr hFile, uint dwFlags); // IntPtr follows the process, long does not`,
  vba: `
' BOOL and DWORD are Long, HANDLE is LongPtr; LongLong does not even exist in 32-bit Office
Private Declare PtrSafe Function PurgeComm Lib "kernel32" (ByVal hFile As LongPtr, ByVal dwFlags As Long) As Long`,
  vbnet: `
<DllImport("kernel32.dll", SetLastError:=True)>
Shared Function PurgeComm(ByVal hFile As IntPtr, ByVal dwFlags As UInteger) As <MarshalAs(UnmanagedType.Bool)> Boolean
End Function ' BOOL and DWORD are Integer and UInteger, not Long, which has 64 bits`,
  powershell: `
Add-Type -Namespace Win32 -Name Flags -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)]
[return: MarshalAs(UnmanagedType.Bool)] // a BOOL of 32 bits; I1 or long read the wrong bytes
public static extern bool PurgeComm(IntPtr hFile, uint dwFlags);
'@`,
  ahk: `
ok := DllCall("PurgeComm", "Ptr", handle, "UInt", 8, "Int") ; BOOL: Int. Ptr or Int64 reads what is left in the upper half
size := DllCall("GetFileSize", "Ptr", handle, "Ptr", 0, "UInt") ; DWORD: UInt`,
  java: `
public interface Narrow extends StdCallLibrary {
    boolean PurgeComm(WinNT.HANDLE hFile, int dwFlags); // BOOL and DWORD: boolean or int, not long
}`,
  lua: `
ffi.cdef[[
int __stdcall PurgeComm(void *hFile, uint32_t dwFlags); // BOOL is int; int64_t reads what is left in the upper half
]]`,
  cffi: `
ffi.cdef('BOOL __stdcall PurgeComm(HANDLE hFile, DWORD dwFlags);')  # BOOL and DWORD have 32 bits, bool has 8`,
  mql: `
#import "kernel32.dll"
int PurgeComm(long hFile, uint dwFlags);  // BOOL is int: long reads what is left in the upper half, bool has 8 bits
#import`,
}
