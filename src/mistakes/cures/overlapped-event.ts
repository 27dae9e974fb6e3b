import type { Cure } from './cure.ts'

/** https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped#members */
export const cure: Cure = {
  title:
    'Put an event or NULL into hEvent, nothing else, and keep the OVERLAPPED in one place until the transfer has ended',
  ctypes: `
kernel32.CreateEventW.argtypes = [wintypes.LPVOID, wintypes.BOOL, wintypes.BOOL, wintypes.LPCWSTR]
kernel32.CreateEventW.restype = wintypes.HANDLE

self._overlapped = OVERLAPPED()  # an attribute: it must outlive the transfer
self._overlapped.hEvent = kernel32.CreateEventW(None, True, False, None)
if not self._overlapped.hEvent:  # CreateEventW fails with NULL, not with -1
    raise ctypes.WinError(ctypes.get_last_error())`,
  koffi: `
const CreateEventW = kernel32.func('__stdcall', 'CreateEventW', 'void *', ['void *', 'int', 'int', 'str16'])

const event = CreateEventW(null, 1, 0, null)
if (!event) throw new Error(\`CreateEventW: error \${GetLastError()}\`) // fails with NULL, not with -1
koffi.encode(overlapped, OVERLAPPED, { Internal: 0, InternalHigh: 0, Offset: 0, OffsetHigh: 0, hEvent: event })`,
  pinvoke: `
using var done = new ManualResetEvent(false);
var overlapped = (NativeOverlapped*)NativeMemory.AllocZeroed((nuint)sizeof(NativeOverlapped)); // does not move
overlapped->EventHandle = done.SafeWaitHandle.DangerousGetHandle();
// data of your own belongs beside the struct, in a larger one that begins with it`,
  vba: `
Private Declare PtrSafe Function CreateEventW Lib "kernel32" ( _
    ByVal lpEventAttributes As LongPtr, ByVal bManualReset As Long, _
    ByVal bInitialState As Long, ByVal lpName As LongPtr) As LongPtr
Private o As OVERLAPPED  ' of the module, so that it stays where it is

o.hEvent = CreateEventW(0, 1, 0, 0)
If o.hEvent = 0 Then Err.Raise vbObjectError, , "CreateEventW: error " & Err.LastDllError`,
  vbnet: `
Dim done As New ManualResetEvent(False)
Dim place As IntPtr = Marshal.AllocHGlobal(Marshal.SizeOf(GetType(NativeOverlapped))) ' memory that does not move
Dim overlapped As New NativeOverlapped With {.EventHandle = done.SafeWaitHandle.DangerousGetHandle()}
Marshal.StructureToPtr(overlapped, place, False)`,
  powershell: `
$done = [Threading.ManualResetEvent]::new($false)
$overlapped = [Threading.NativeOverlapped]::new()
$overlapped.EventHandle = $done.SafeWaitHandle.DangerousGetHandle()
$place = [Runtime.InteropServices.Marshal]::AllocHGlobal([Runtime.InteropServices.Marshal]::SizeOf($overlapped))
[Runtime.InteropServices.Marshal]::StructureToPtr($overlapped, $place, $false) # memory that does not move`,
  ahk: `
event := DllCall("CreateEventW", "Ptr", 0, "Int", 1, "Int", 0, "Ptr", 0, "Ptr")
if !event ; CreateEventW fails with 0, not with -1
    throw OSError(A_LastError)
global overlapped := Buffer(8 + 3 * A_PtrSize, 0) ; global: it must outlive the transfer
NumPut("Ptr", event, overlapped, 8 + 2 * A_PtrSize) ; hEvent`,
  java: `
WinBase.OVERLAPPED overlapped = new WinBase.OVERLAPPED(); // keep it in a field: it must outlive the transfer
overlapped.hEvent = Kernel32.INSTANCE.CreateEvent(null, true, false, null);
if (overlapped.hEvent == null) throw new Win32Exception(Native.getLastError()); // NULL, not -1`,
  lua: `
ffi.cdef[[ void *__stdcall CreateEventW(void *lpEventAttributes, int bManualReset, int bInitialState, const wchar_t *lpName); ]]
local overlapped = ffi.new('OVERLAPPED') -- in a table of the port: what is collected is overwritten
overlapped.hEvent = ffi.C.CreateEventW(nil, 1, 0, nil)
if overlapped.hEvent == nil then error('CreateEventW') end -- fails with NULL, not with -1`,
  cffi: `
ffi.cdef('HANDLE __stdcall CreateEventW(void *lpEventAttributes, BOOL bManualReset, BOOL bInitialState, LPCWSTR lpName);')
self._overlapped = ffi.new('OVERLAPPED *')  # an attribute: it must outlive the transfer
self._overlapped.hEvent = kernel32.CreateEventW(ffi.NULL, True, False, ffi.NULL)
if self._overlapped.hEvent == ffi.NULL:     # CreateEventW fails with NULL, not with -1
    raise OSError(*ffi.getwinerror())`,
  mql: `
#import "kernel32.dll"
long CreateEventW(long lpEventAttributes, int bManualReset, int bInitialState, long lpName);
#import
OVERLAPPED overlapped;  // outside of functions, so that it stays where it is

overlapped.hEvent = CreateEventW(0, 1, 0, 0);
if(overlapped.hEvent == 0)  // fails with 0, not with -1
   Print("CreateEventW: error ", kernel32::GetLastError());`,
}
