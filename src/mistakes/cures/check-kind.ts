import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-getfiletype */
export const cure: Cure = {
  title:
    'Ask what the handle is before you blame its width: GetFileType gives 2 for a serial port or console, 3 for a pipe, 1 for a file, 0 for an event',
  ctypes: `
kernel32.GetFileType.argtypes = [wintypes.HANDLE]
kernel32.GetFileType.restype = wintypes.DWORD
print(hex(handle), kernel32.GetFileType(handle), ctypes.get_last_error())`,
  koffi: `
const GetFileType = kernel32.func('__stdcall', 'GetFileType', 'uint32_t', ['void *'])
const facts = { handle, type: GetFileType(handle), lastError: GetLastError() }`,
  pinvoke: `
[DllImport("kernel32.dll", SetLastError = true)]
static extern uint GetFileType(IntPtr hFile);

Console.WriteLine($"{handle:X} {GetFileType(handle)} {Marshal.GetLastWin32Error()}");`,
  vba: `
Private Declare PtrSafe Function GetFileType Lib "kernel32" (ByVal hFile As LongPtr) As Long

Debug.Print Hex$(hPort), GetFileType(hPort), Err.LastDllError`,
  vbnet: `
<DllImport("kernel32.dll", SetLastError:=True)>
Shared Function GetFileType(ByVal hFile As IntPtr) As UInteger
End Function

Console.WriteLine("{0:X} {1} {2}", handle.ToInt64(), GetFileType(handle), Marshal.GetLastWin32Error())`,
  powershell: `
Add-Type -Namespace Win32 -Name Kind -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)]
public static extern uint GetFileType(IntPtr hFile);
'@
'{0:X} {1}' -f $handle.ToInt64(), [Win32.Kind]::GetFileType($handle)`,
  ahk: `
kind := DllCall("GetFileType", "Ptr", handle, "UInt")
MsgBox(Format("{:X} {} {}", handle, kind, A_LastError))`,
  java: `
int kind = Kernel32.INSTANCE.GetFileType(handle);
System.out.println(handle + " " + kind + " " + Native.getLastError());`,
  lua: `
ffi.cdef[[ uint32_t __stdcall GetFileType(void *hFile); ]]
print(handle, ffi.C.GetFileType(handle), ffi.C.GetLastError())`,
  cffi: `
ffi.cdef('DWORD __stdcall GetFileType(HANDLE hFile);')
print(handle, kernel32.GetFileType(handle), ffi.getwinerror())`,
  mql: `
#import "kernel32.dll"
uint GetFileType(long hFile);  // MetaTrader 5; in MetaTrader 4 a handle is an int
#import

Print(handle, " ", GetFileType(handle), " ", kernel32::GetLastError());`,
}
