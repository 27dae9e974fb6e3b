import type { Cure } from './cure.ts'

/** Codes with which serial drivers and Windows say that a device is no longer there. */
export const cure: Cure = {
  title:
    'Treat these codes as the loss of the device: close the handle once, open the port again later, and do not reuse the old handle',
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
  vbnet: `
Dim gone = New Integer() {5, 21, 22, 31, 995, 1117, 1167} ' which of them depends on the driver
If Not ClearCommError(port, errors, comstat) Then
    Dim code As Integer = Marshal.GetLastWin32Error()
    If gone.Contains(code) Then port.Dispose() ' once
    Throw New Win32Exception(code)
End If`,
  powershell: `
$gone = 5, 21, 22, 31, 995, 1117, 1167 # which of them depends on the driver
if (-not $ok) {
    $code = [Runtime.InteropServices.Marshal]::GetLastWin32Error()
    if ($gone -contains $code) { $port.Dispose() } # once
    throw [ComponentModel.Win32Exception]$code
}`,
  ahk: `
gone := Map(5, 1, 21, 1, 22, 1, 31, 1, 995, 1, 1117, 1, 1167, 1) ; which of them depends on the driver
if !DllCall("ClearCommError", "Ptr", handle, "UInt*", &errors := 0, "Ptr", comstat) {
    code := A_LastError
    if gone.Has(code)
        ClosePort() ; once; nothing else may use the handle from here on
    throw Error("ClearCommError: error " code)
}`,
  java: `
List<Integer> gone = Arrays.asList(5, 21, 22, 31, 995, 1117, 1167); // which of them depends on the driver
if (!ok) {
    int code = Native.getLastError();
    if (gone.contains(code)) port.close(); // once; nothing else may use the handle from here on
    throw new Win32Exception(code);
}`,
  lua: `
local gone = { [5] = true, [21] = true, [22] = true, [31] = true, [995] = true, [1117] = true, [1167] = true }
if ok == 0 then
  local code = ffi.C.GetLastError()
  if gone[code] then port:close() end -- once; which code it is depends on the driver
  error('ClearCommError: error ' .. code)
end`,
  cffi: `
GONE = {5, 21, 22, 31, 995, 1117, 1167}  # which of them depends on the driver
if not kernel32.ClearCommError(handle, errors, ffi.NULL):
    code, message = ffi.getwinerror()
    if code in GONE:
        port.close()                     # once; nothing else may use the handle from here on
    raise OSError(code, message)`,
  mql: `
if(ok == 0)
  {
   int code = kernel32::GetLastError();  // 5, 21, 22, 31, 995, 1117, 1167: gone; which of them depends on the driver
   if(code == 22 || code == 1167)
      ClosePort();                       // once; nothing else may use the handle from here on
  }`,
}
