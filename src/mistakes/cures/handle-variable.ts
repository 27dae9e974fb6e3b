import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/handleapi/nf-handleapi-duplicatehandle */
export const cure: Cure = {
  title: 'Give the callee a variable as wide as what it writes, and keep the value in one as wide',
  ctypes: `
kernel32.DuplicateHandle.argtypes = [wintypes.HANDLE, wintypes.HANDLE, wintypes.HANDLE,
                                     ctypes.POINTER(wintypes.HANDLE), wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
kernel32.DuplicateHandle.restype = wintypes.BOOL

duplicate = wintypes.HANDLE()  # not DWORD(), not c_ulong()
if not kernel32.DuplicateHandle(process, handle, process, ctypes.byref(duplicate), 0, False, 2):
    raise ctypes.WinError(ctypes.get_last_error())
written = wintypes.DWORD()     # counts are DWORD: 32 bits on every Windows`,
  koffi: `
const DuplicateHandle = kernel32.func('__stdcall', 'DuplicateHandle', 'int',
  ['void *', 'void *', 'void *', koffi.out('void **'), 'uint32_t', 'int', 'uint32_t'])

const cell = [null]
if (!DuplicateHandle(process, handle, process, cell, 0, 0, 2)) throw new Error(\`DuplicateHandle: error \${GetLastError()}\`)
const [duplicate] = cell // keep it as it came: no Number(), no | 0, no Uint32Array`,
  pinvoke: `
[DllImport("kernel32.dll", SetLastError = true)]
[return: MarshalAs(UnmanagedType.Bool)]
static extern bool DuplicateHandle(IntPtr hSourceProcessHandle, SafeHandle hSourceHandle, IntPtr hTargetProcessHandle,
    out SafeFileHandle lpTargetHandle, uint dwDesiredAccess, [MarshalAs(UnmanagedType.Bool)] bool bInheritHandle, uint dwOptions);`,
  vba: `
Private Declare PtrSafe Function DuplicateHandle Lib "kernel32" ( _
    ByVal hSourceProcessHandle As LongPtr, ByVal hSourceHandle As LongPtr, ByVal hTargetProcessHandle As LongPtr, _
    ByRef lpTargetHandle As LongPtr, ByVal dwDesiredAccess As Long, _
    ByVal bInheritHandle As Long, ByVal dwOptions As Long) As Long

Dim duplicate As LongPtr  ' a Long here would be overwritten by 4 bytes in 64-bit Office`,
}
