import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-readfile#remarks */
export const cure: Cure = {
  title:
    'Make the flags of the open and the arguments of the transfers agree: FILE_FLAG_OVERLAPPED needs an OVERLAPPED in each',
  ctypes: `
FILE_FLAG_OVERLAPPED = 0x40000000
# opened with 0: ReadFile(handle, buffer, size, byref(count), None)
# opened with FILE_FLAG_OVERLAPPED: ReadFile(handle, buffer, size, byref(count), byref(overlapped)), then error 997 is no failure
if not ok and ctypes.get_last_error() != 997:
    raise ctypes.WinError(ctypes.get_last_error())`,
  koffi: `
// opened with 0: ReadFile(handle, buffer, size, count, null)
// opened with FILE_FLAG_OVERLAPPED (0x40000000): ReadFile(handle, buffer, size, count, overlapped), then 997 is no failure
if (!ok && GetLastError() !== 997) throw new Error('ReadFile')`,
  pinvoke: `
const uint FILE_FLAG_OVERLAPPED = 0x40000000;
// without it pass IntPtr.Zero as lpOverlapped, with it always the address of an OVERLAPPED that stays in place
if (!ok && Marshal.GetLastWin32Error() != 997) throw new Win32Exception(Marshal.GetLastWin32Error());`,
  vba: `
Private Const FILE_FLAG_OVERLAPPED As Long = &H40000000
' without it pass 0 as lpOverlapped, with it VarPtr(o) of an OVERLAPPED of the module
If ok = 0 And Err.LastDllError <> 997 Then Err.Raise vbObjectError, , "ReadFile: error " & Err.LastDllError`,
  vbnet: `
Const FILE_FLAG_OVERLAPPED As UInteger = &H40000000UI
' without it pass IntPtr.Zero as lpOverlapped, with it always the address of an OVERLAPPED that stays in place
If Not ok AndAlso Marshal.GetLastWin32Error() <> 997 Then Throw New Win32Exception(Marshal.GetLastWin32Error())`,
  powershell: `
$fileFlagOverlapped = 0x40000000
# without it pass [IntPtr]::Zero as lpOverlapped, with it the address of an OVERLAPPED that stays in place
if (-not $ok -and $code -ne 997) { throw [ComponentModel.Win32Exception]$code }`,
  ahk: `
; opened with 0: the last argument of ReadFile is "Ptr", 0
; opened with FILE_FLAG_OVERLAPPED (0x40000000): it is "Ptr", overlapped, and then error 997 is no failure
if (!ok && A_LastError != 997)
    throw OSError(A_LastError)`,
  java: `
int FILE_FLAG_OVERLAPPED = 0x40000000;
// without it pass null as lpOverlapped, with it always an OVERLAPPED that a field keeps
if (!ok && Native.getLastError() != 997) throw new Win32Exception(Native.getLastError());`,
  lua: `
-- opened with 0: the last argument of ReadFile is nil
-- opened with FILE_FLAG_OVERLAPPED (0x40000000): it is an OVERLAPPED that is kept, and then 997 is no failure
if ok == 0 and ffi.C.GetLastError() ~= 997 then error('ReadFile') end`,
  cffi: `
FILE_FLAG_OVERLAPPED = 0x40000000
# opened with 0: the last argument of ReadFile is ffi.NULL; with the flag it is an OVERLAPPED that is kept
if not ok and ffi.getwinerror()[0] != 997:
    raise OSError(*ffi.getwinerror())`,
  mql: `
// opened with 0: the last argument of ReadFile is 0
// opened with FILE_FLAG_OVERLAPPED (0x40000000): it is an OVERLAPPED outside of functions, and then 997 is no failure
if(ok == 0 && kernel32::GetLastError() != 997)
   Print("ReadFile: error ", kernel32::GetLastError());`,
}
