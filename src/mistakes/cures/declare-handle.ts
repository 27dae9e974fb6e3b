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
}
