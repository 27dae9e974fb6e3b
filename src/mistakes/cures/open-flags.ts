import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-readfile#remarks */
export const cure: Cure = {
  title:
    'Let the flags of the open and the arguments of the transfers agree: FILE_FLAG_OVERLAPPED wants an OVERLAPPED in each',
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
}
