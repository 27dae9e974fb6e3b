import type { Cure } from './cure.ts'

/** https://docs.python.org/3/library/ctypes.html#ctypes.LibraryLoader: attributes of ctypes.windll are shared by the process. */
export const cure: Cure = {
  title: 'Do not share your declarations with other modules',
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
  vbnet: `
Friend NotInheritable Class NativeMethods ' of this assembly: each DllImport belongs to its class
    <DllImport("kernel32.dll", SetLastError:=True)>
    Friend Shared Function CloseHandle(ByVal hObject As IntPtr) As Boolean
    End Function
End Class`,
  powershell: `
# a type is added once in a process: another script with the same name gets this one, so give it a name of your own
Add-Type -Namespace MyModule -Name NativeMethods -MemberDefinition @'
[DllImport("kernel32.dll", SetLastError = true)]
public static extern bool CloseHandle(IntPtr hObject);
'@`,
  ahk: {
    because: 'each DllCall brings the types of its own arguments, which no other script sees',
  },
  java: `
public interface MyKernel32 extends StdCallLibrary { // an interface of this program; others have their own
    MyKernel32 INSTANCE = Native.load("kernel32", MyKernel32.class);
    boolean CloseHandle(WinNT.HANDLE hObject);
}`,
  lua: `
-- the declarations of ffi.cdef are shared by the process: give the function a name of your own
ffi.cdef[[ int __stdcall my_CloseHandle(void *hObject) __asm__("CloseHandle"); ]]`,
  cffi: `
from cffi import FFI

ffi = FFI()  # an object of this module: declarations belong to it
ffi.cdef('BOOL __stdcall CloseHandle(HANDLE hObject);')
kernel32 = ffi.dlopen('kernel32.dll')`,
  mql: {
    because: 'an #import belongs to the program that has it, and no other program can change it',
  },
}
