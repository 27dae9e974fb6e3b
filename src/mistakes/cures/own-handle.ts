import type { Cure } from './cure.ts'

/** One owner, one close. */
export const cure: Cure = {
  title:
    'Give a handle one owner, forget it before it is closed, and let no other thread or finalizer close it',
  ctypes: `
def close(self):
    handle, self._handle = self._handle, None  # whoever comes second finds None
    if handle is not None:
        kernel32.CloseHandle(handle)  # argtypes = [wintypes.HANDLE]`,
  koffi: `
class Port {
  #handle
  close() {
    const handle = this.#handle
    this.#handle = undefined // a second close finds nothing
    if (handle !== undefined) CloseHandle(handle)
  }
}`,
  pinvoke: `
sealed class Port : IDisposable
{
    readonly SafeFileHandle handle; // counts its users and closes once
    public void Dispose() => handle.Dispose();
}
// not: an IntPtr that two objects close, or DangerousGetHandle() of a SafeHandle that may be collected`,
  vba: `
Public Sub ClosePort()
    Dim handle As LongPtr
    handle = hPort
    hPort = 0  ' a second close finds nothing
    If handle <> 0 Then CloseHandle handle
End Sub`,
  vbnet: `
NotInheritable Class Port
    Implements IDisposable
    Private ReadOnly handle As SafeFileHandle ' counts its users and closes once
    Public Sub Dispose() Implements IDisposable.Dispose
        handle.Dispose()
    End Sub
End Class`,
  powershell: `
$port = [Microsoft.Win32.SafeHandles.SafeFileHandle]::new($handle, $true) # closes once, whoever disposes it
try { $port.DangerousGetHandle() } finally { $port.Dispose() }`,
  ahk: `
class Port {
    handle := 0
    __Delete() {
        handle := this.handle
        this.handle := 0 ; a second close finds nothing
        if handle
            DllCall("CloseHandle", "Ptr", handle)
    }
}`,
  java: `
public static final class Port implements AutoCloseable {
    private WinNT.HANDLE handle;
    @Override public synchronized void close() {
        WinNT.HANDLE own = handle;
        handle = null; // a second close finds nothing
        if (own != null) Kernel32.INSTANCE.CloseHandle(own);
    }
}`,
  lua: `
function Port:close()
  local handle = self.handle
  self.handle = nil -- a second close finds nothing
  if handle ~= nil then ffi.C.CloseHandle(ffi.gc(handle, nil)) end -- a finalizer would close it again
end`,
  cffi: `
def close(self):
    handle, self._handle = self._handle, None  # whoever comes second finds None
    if handle is not None:
        kernel32.CloseHandle(handle)  # without ffi.gc(), which would close it again`,
  mql: `
void ClosePort()
  {
   long own = port;  // in MetaTrader 4: int
   port = 0;         // a second close finds nothing; OnDeinit() may come after an error
   if(own != 0)
      CloseHandle(own);
  }`,
}
