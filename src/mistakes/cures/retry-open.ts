import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#win32-device-namespaces */
export const cure: Cure = {
  title:
    'Name the port with the prefix \\\\.\\, and distinguish "not found" (2) from "in use" (5) when you open it',
  ctypes: `
handle = kernel32.CreateFileW('\\\\\\\\.\\\\' + name, 0xC0000000, 0, None, 3, 0x40000000, None)  # COM10 and above need the prefix
if handle == INVALID_HANDLE_VALUE:
    code = ctypes.get_last_error()
    reason = {2: 'there is no such port', 5: 'another program has it open'}.get(code, 'CreateFileW')
    raise OSError(None, f'{name}: {reason}', None, code)`,
  koffi: `
const handle = CreateFileW('\\\\\\\\.\\\\' + name, 0xC0000000, 0, null, 3, 0x40000000, null) // COM10 and above need the prefix
if (isInvalidHandle(handle)) {
  const code = GetLastError()
  throw new Error(\`\${name}: \${{ 2: 'there is no such port', 5: 'another program has it open' }[code] ?? \`error \${code}\`}\`)
}`,
  pinvoke: `
using SafeFileHandle port = CreateFileW(@"\\\\.\\" + name, 0xC0000000, 0, IntPtr.Zero, 3, 0x40000000, IntPtr.Zero);
if (port.IsInvalid)
{
    int code = Marshal.GetLastWin32Error(); // 2: there is no such port; 5: another program has it open
    throw new Win32Exception(code);
}`,
  vba: `
hPort = CreateFileW(StrPtr("\\\\.\\" & portName), &HC0000000, 0, 0, 3, &H40000000, 0)  ' COM10 and above need the prefix
If hPort = -1 Then
    code = Err.LastDllError  ' 2: there is no such port; 5: another program has it open
    Err.Raise vbObjectError, , portName & ": error " & code
End If`,
  vbnet: `
Dim port As SafeFileHandle = CreateFileW("\\\\.\\" & name, &HC0000000UI, 0, IntPtr.Zero, 3, &H40000000UI, IntPtr.Zero)
If port.IsInvalid Then
    Dim code As Integer = Marshal.GetLastWin32Error() ' 2: there is no such port; 5: another program has it open
    Throw New Win32Exception(code)
End If`,
  powershell: `
$handle = [Win32.Native]::CreateFileW("\\\\.\\$name", 3221225472, 0, [IntPtr]::Zero, 3, 0x40000000, [IntPtr]::Zero)
if ($handle -eq [IntPtr]-1) { throw [ComponentModel.Win32Exception]::new() } # 2: no such port; 5: somebody has it open`,
  ahk: `
handle := DllCall("CreateFileW", "WStr", "\\\\.\\" name, "UInt", 0xC0000000, "UInt", 0
    , "Ptr", 0, "UInt", 3, "UInt", 0x40000000, "Ptr", 0, "Ptr")
if (handle = -1)
    throw OSError(A_LastError, -1, name) ; 2: there is no such port; 5: another program has it open`,
  java: `
WinNT.HANDLE handle = Kernel32.INSTANCE.CreateFile("\\\\\\\\.\\\\" + name, 0xC0000000, 0, null, 3, 0x40000000, null);
if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) // 2: there is no such port; 5: another program has it open
    throw new Win32Exception(Native.getLastError());`,
  lua: `
local handle = ffi.C.CreateFileA('\\\\\\\\.\\\\' .. name, 0xC0000000, 0, nil, 3, 0x40000000, nil)
if handle == ffi.cast('void *', -1) then
  local reasons = { [2] = 'there is no such port', [5] = 'another program has it open' }
  local code = ffi.C.GetLastError()
  error(name .. ': ' .. (reasons[code] or 'error ' .. code))
end`,
  cffi: `
handle = kernel32.CreateFileW('\\\\\\\\.\\\\' + name, 0xC0000000, 0, ffi.NULL, 3, 0x40000000, ffi.NULL)
if handle == ffi.cast('HANDLE', -1):
    code, message = ffi.getwinerror()  # 2: there is no such port; 5: another program has it open
    raise OSError(code, message)`,
  mql: `
long handle = CreateFileW("\\\\\\\\.\\\\" + name, 0xC0000000, 0, 0, 3, 0, 0);
if(handle == -1)  // 2: there is no such port; 5: another program has it open
   Print(name, ": error ", kernel32::GetLastError());`,
}
