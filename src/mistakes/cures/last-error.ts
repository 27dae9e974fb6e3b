import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/errhandlingapi/nf-errhandlingapi-getlasterror */
export const cure: Cure = {
  title:
    'Look at the return value first; read the last error right after a failure, through the means of your FFI',
  ctypes: `
kernel32 = ctypes.WinDLL('kernel32', use_last_error=True)  # saves the code right after each call
if not kernel32.PurgeComm(handle, 8):
    raise ctypes.WinError(ctypes.get_last_error())         # not kernel32.GetLastError()`,
  koffi: `
const GetLastError = kernel32.func('__stdcall', 'GetLastError', 'uint32_t', [])
if (PurgeComm(handle, 8) === 0) {
  const code = GetLastError() // the very next call: koffi keeps the code across its own work, not across yours
  throw new Error(\`PurgeComm: error \${code}\`)
}`,
  pinvoke: `
// [DllImport("kernel32.dll", SetLastError = true)]
if (!PurgeComm(port, 8)) throw new Win32Exception(Marshal.GetLastWin32Error()); // not a DllImport of GetLastError`,
  vba: `
If PurgeComm(hPort, 8) = 0 Then
    code = Err.LastDllError  ' right after the call; a Declare of GetLastError gives what VBA itself left
    Err.Raise vbObjectError, , "PurgeComm: error " & code
End If`,
}
