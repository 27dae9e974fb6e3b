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
}
