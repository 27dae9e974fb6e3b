import type { Cure } from './cure.ts'

/** winreg.h: ((HKEY)(ULONG_PTR)((LONG)0x80000002)). */
export const cure: Cure = {
  title: 'Sign-extend the predefined keys: they are negative 32-bit constants',
  ctypes: `
import winreg  # the library of Python does it right: winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, 'SOFTWARE')

HKEY_LOCAL_MACHINE = wintypes.HKEY(ctypes.c_int32(0x80000002).value)  # 0xFFFFFFFF80000002 in a 64-bit process`,
  koffi: `
const HKEY_LOCAL_MACHINE = BigInt.asUintN(8 * koffi.sizeof('void *'), BigInt(0x80000002 | 0)) // 0xFFFFFFFF80000002n
const RegOpenKeyExW = koffi.load('advapi32.dll').func('__stdcall', 'RegOpenKeyExW', 'int32_t',
  ['void *', 'str16', 'uint32_t', 'uint32_t', koffi.out('void **')])`,
  pinvoke: `
static readonly IntPtr HKEY_LOCAL_MACHINE = new IntPtr(unchecked((int)0x80000002)); // or Microsoft.Win32.Registry`,
  vba: `
Private Const HKEY_LOCAL_MACHINE As Long = &H80000002  ' a negative Long: ByVal As LongPtr keeps its sign
Private Declare PtrSafe Function RegOpenKeyExW Lib "advapi32" ( _
    ByVal hKey As LongPtr, ByVal lpSubKey As LongPtr, ByVal ulOptions As Long, _
    ByVal samDesired As Long, ByRef phkResult As LongPtr) As Long`,
  vbnet: `
Shared ReadOnly HKEY_LOCAL_MACHINE As New IntPtr(&H80000002) ' an Integer, so negative; or Microsoft.Win32.Registry`,
  powershell: `
$HKEY_LOCAL_MACHINE = [IntPtr]-2147483646 # 0x80000002 as a negative number; or HKLM:, which does it right`,
  ahk: `
HKEY_LOCAL_MACHINE := -0x7FFFFFFE ; 0xFFFFFFFF80000002; 0x80000002 alone has an upper half of zeros on x64
DllCall("advapi32\\RegOpenKeyExW", "Ptr", HKEY_LOCAL_MACHINE, "WStr", "SOFTWARE", "UInt", 0, "UInt", 0x20019, "Ptr*", &key := 0)`,
  java: `
WinReg.HKEY key = WinReg.HKEY_LOCAL_MACHINE; // new HKEY(0x80000002): an int, so negative; not 0x80000002L`,
  lua: `
local HKEY_LOCAL_MACHINE = ffi.cast('void *', -0x7FFFFFFE) -- 0xFFFFFFFF80000002; 0x80000002 has an upper half of zeros`,
  cffi: `
HKEY_LOCAL_MACHINE = ffi.cast('HKEY', -0x7FFFFFFE)  # 0xFFFFFFFF80000002; 0x80000002 has an upper half of zeros`,
  mql: `
long HKEY_LOCAL_MACHINE = (int)0x80000002;  // MetaTrader 5: negative. 0x80000002 alone has an upper half of zeros`,
}
