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
}
