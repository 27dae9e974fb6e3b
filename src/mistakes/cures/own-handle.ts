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
    this.#handle = undefined // whoever comes second finds nothing
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
    hPort = 0  ' whoever comes second finds nothing
    If handle <> 0 Then CloseHandle handle
End Sub`,
}
