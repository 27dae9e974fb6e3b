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
  vbnet: `
' <DllImport("kernel32.dll", SetLastError:=True)>; a Declare statement always keeps the code
If Not PurgeComm(port, 8) Then Throw New Win32Exception(Marshal.GetLastWin32Error()) ' not a Declare of GetLastError`,
  powershell: `
Add-Type -Namespace Win32 -Name Purge -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)]
static extern bool PurgeComm(IntPtr hFile, uint dwFlags);
public static int Code(IntPtr hFile) { return PurgeComm(hFile, 8) ? 0 : Marshal.GetLastWin32Error(); }
'@
$code = [Win32.Purge]::Code($handle) # read in C#: what PowerShell calls between two lines may change it`,
  ahk: `
if !DllCall("PurgeComm", "Ptr", handle, "UInt", 8)
    throw OSError(A_LastError) ; kept by DllCall; not DllCall("GetLastError")`,
  java: `
if (!ok) throw new Win32Exception(Native.getLastError()); // kept by JNA; not Kernel32.INSTANCE.GetLastError()
// or let the method throw LastErrorException`,
  lua: `
if ffi.C.PurgeComm(handle, 8) == 0 then
  local code = ffi.C.GetLastError() -- the very next call
  error('PurgeComm: error ' .. code)
end`,
  cffi: `
if not kernel32.PurgeComm(handle, 8):
    code, message = ffi.getwinerror()  # saved by cffi after each call; not kernel32.GetLastError()
    raise OSError(code, message)`,
  mql: `
if(PurgeComm(handle, 8) == 0)
   Print("PurgeComm: error ", kernel32::GetLastError());  // GetLastError() alone is the error of MQL`,
}
