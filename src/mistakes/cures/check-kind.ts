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
}
