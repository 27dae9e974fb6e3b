import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#win32-device-namespaces */
export const cure: Cure = {
  title:
    'Name the port with the prefix \\\\.\\, and tell "not there" (2) from "somebody else has it" (5) where you open it',
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
}
