import type { Cure } from './cure.ts'

/** Codes with which serial drivers and Windows say that a device is no longer there. */
export const cure: Cure = {
  title:
    'Treat the codes of a vanished device as its end: close once, open again later, do not go on with the old handle',
  ctypes: `
GONE = {5, 21, 22, 31, 995, 1117, 1167}  # which of them depends on the driver
try:
    data = port.read()
except OSError as error:
    if error.winerror in GONE:
        port.close()                     # once; nothing else may use the handle from here on
    raise`,
  koffi: `
const gone = new Set([5, 21, 22, 31, 995, 1117, 1167]) // which of them depends on the driver
if (!ClearCommError(handle, errors, comstat)) {
  const code = GetLastError()
  if (gone.has(code)) port.close() // once; nothing else may use the handle from here on
  throw new Error(\`ClearCommError: error \${code}\`)
}`,
  pinvoke: `
static readonly int[] Gone = { 5, 21, 22, 31, 995, 1117, 1167 }; // which of them depends on the driver

if (!ClearCommError(port, out uint errors, out COMSTAT comstat))
{
    int code = Marshal.GetLastWin32Error();
    if (Gone.Contains(code)) port.Dispose(); // once
    throw new Win32Exception(code);
}`,
  vba: `
If ClearCommError(hPort, errors, comstat) = 0 Then
    Select Case Err.LastDllError
        Case 5, 21, 22, 31, 995, 1117, 1167: ClosePort  ' gone; which code depends on the driver
    End Select
End If`,
}
