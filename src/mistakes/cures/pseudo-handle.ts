import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-getcurrentprocess#remarks */
export const cure: Cure = {
  title:
    'Pass the pseudo handle -1 sign-extended to the width of a pointer, and do not take it for a failure',
  ctypes: `
kernel32.GetCurrentProcess.argtypes = []
kernel32.GetCurrentProcess.restype = wintypes.HANDLE  # with the default int, -1 comes back and goes out with 32 bits
process = kernel32.GetCurrentProcess()
kernel32.GetProcessId.argtypes = [wintypes.HANDLE]
kernel32.GetProcessId.restype = wintypes.DWORD
process_id = kernel32.GetProcessId(process)`,
  koffi: `
const GetCurrentProcess = kernel32.func('__stdcall', 'GetCurrentProcess', 'void *', []) // not uint32_t
const GetProcessId = kernel32.func('__stdcall', 'GetProcessId', 'uint32_t', ['void *'])
const processId = GetProcessId(GetCurrentProcess())`,
  pinvoke: `
[DllImport("kernel32.dll")]
static extern IntPtr GetCurrentProcess();  // not SafeFileHandle: IsInvalid is true for -1

IntPtr process = GetCurrentProcess();      // new IntPtr(-1), as wide as a pointer`,
  vba: `
Private Declare PtrSafe Function GetCurrentProcess Lib "kernel32" () As LongPtr
Private Declare PtrSafe Function GetProcessId Lib "kernel32" (ByVal Process As LongPtr) As Long`,
  vbnet: `
<DllImport("kernel32.dll")>
Shared Function GetCurrentProcess() As IntPtr ' not SafeFileHandle: IsInvalid is True for -1
End Function

Dim process As IntPtr = GetCurrentProcess() ' New IntPtr(-1), as wide as a pointer`,
  powershell: `
Add-Type -Namespace Win32 -Name Self -MemberDefinition @'
[DllImport("kernel32.dll")]
public static extern IntPtr GetCurrentProcess(); // not SafeFileHandle: IsInvalid is true for -1
'@
$process = [Win32.Self]::GetCurrentProcess() # [IntPtr]-1, as wide as a pointer`,
  ahk: `
process := DllCall("GetCurrentProcess", "Ptr") ; -1; with "UInt" it becomes 4294967295, which is no handle on x64
id := DllCall("GetProcessId", "Ptr", process, "UInt")`,
  java: `
WinNT.HANDLE process = Kernel32.INSTANCE.GetCurrentProcess(); // a HANDLE, not an int
int id = Kernel32.INSTANCE.GetProcessId(process);`,
  lua: `
ffi.cdef[[ void *__stdcall GetCurrentProcess(void); uint32_t __stdcall GetProcessId(void *Process); ]] -- not int
local function ownId() return ffi.C.GetProcessId(ffi.C.GetCurrentProcess()) end`,
  cffi: `
ffi.cdef('HANDLE __stdcall GetCurrentProcess(void); DWORD __stdcall GetProcessId(HANDLE Process);')
process_id = kernel32.GetProcessId(kernel32.GetCurrentProcess())  # a pointer keeps its width`,
  mql: `
#import "kernel32.dll"
long GetCurrentProcess();         // MetaTrader 5; an int of -1 stays -1 there, a uint becomes 0xFFFFFFFF
uint GetProcessId(long Process);  // in MetaTrader 4 both are int
#import`,
}
