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
  vbnet: `
<DllImport("kernel32.dll", SetLastError:=True)>
Shared Function DuplicateHandle(ByVal hSourceProcessHandle As IntPtr, ByVal hSourceHandle As IntPtr,
    ByVal hTargetProcessHandle As IntPtr, ByRef lpTargetHandle As IntPtr, ByVal dwDesiredAccess As UInteger,
    ByVal bInheritHandle As Boolean, ByVal dwOptions As UInteger) As Boolean ' not ByRef lpTargetHandle As Integer
End Function

Dim duplicate As IntPtr`,
  powershell: `
Add-Type -Namespace Win32 -Name Copies -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)]
public static extern bool DuplicateHandle(IntPtr hSourceProcessHandle, IntPtr hSourceHandle, IntPtr hTargetProcessHandle,
    out IntPtr lpTargetHandle, uint dwDesiredAccess, bool bInheritHandle, uint dwOptions);
'@
$duplicate = [IntPtr]::Zero # not [int]0
$null = [Win32.Copies]::DuplicateHandle($process, $handle, $process, [ref]$duplicate, 0, $false, 2)`,
  ahk: `
DllCall("DuplicateHandle", "Ptr", process, "Ptr", handle, "Ptr", process
    , "Ptr*", &duplicate := 0, "UInt", 0, "Int", 0, "UInt", 2) ; "Ptr*", not "UInt*" or "Int*"
; the count of ReadFile is a DWORD: "UInt*"`,
  java: `
WinNT.HANDLEByReference duplicate = new WinNT.HANDLEByReference(); // not IntByReference
if (!Kernel32.INSTANCE.DuplicateHandle(process, handle, process, duplicate, 0, false, 2))
    throw new Win32Exception(Native.getLastError());
IntByReference read = new IntByReference(); // counts are DWORD`,
  lua: `
ffi.cdef[[
int __stdcall DuplicateHandle(void *hSourceProcessHandle, void *hSourceHandle, void *hTargetProcessHandle,
  void **lpTargetHandle, uint32_t dwDesiredAccess, int bInheritHandle, uint32_t dwOptions);
]]
local duplicate = ffi.new('void *[1]') -- not 'int[1]'
local read = ffi.new('uint32_t[1]')    -- counts are DWORD`,
  cffi: `
ffi.cdef("""
BOOL __stdcall DuplicateHandle(HANDLE hSourceProcessHandle, HANDLE hSourceHandle, HANDLE hTargetProcessHandle,
    HANDLE *lpTargetHandle, DWORD dwDesiredAccess, BOOL bInheritHandle, DWORD dwOptions);
""")
duplicate = ffi.new('HANDLE *')  # not 'int *'
read = ffi.new('DWORD *')        # counts are DWORD`,
  mql: `
#import "kernel32.dll"
int DuplicateHandle(long hSourceProcessHandle, long hSourceHandle, long hTargetProcessHandle,
                    long &lpTargetHandle, uint dwDesiredAccess, int bInheritHandle, uint dwOptions);
#import

long duplicate = 0;  // MetaTrader 5; an int here would be overwritten by 4 bytes. In MetaTrader 4 all of them are int`,
}
