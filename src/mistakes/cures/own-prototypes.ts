import type { Cure } from './cure.ts'

/** https://docs.python.org/3/library/ctypes.html#ctypes.LibraryLoader: attributes of ctypes.windll are shared by the process. */
export const cure: Cure = {
  title: 'Keep your declarations to yourself',
  ctypes: `
kernel32 = ctypes.WinDLL('kernel32', use_last_error=True)  # an object of this module
# not ctypes.windll.kernel32: one object for the whole process, whose argtypes any import can change
kernel32.CloseHandle.argtypes = [wintypes.HANDLE]`,
  koffi: `
const CloseHandle = kernel32.func('__stdcall', 'CloseHandle', 'int', ['void *']) // a function of its own each time
const COMSTAT = koffi.struct({ flags: 'uint32_t', cbInQue: 'uint32_t', cbOutQue: 'uint32_t' }) // nameless: names are shared`,
  pinvoke: `
static class NativeMethods // internal to the assembly: each DllImport belongs to its class
{
    [DllImport("kernel32.dll", SetLastError = true)]
    internal static extern bool CloseHandle(IntPtr hObject);
}`,
  vba: `
' Private in each module; without it a Public Declare of another module is used
Private Declare PtrSafe Function CloseHandle Lib "kernel32" (ByVal hObject As LongPtr) As Long`,
}
