import type { Diagnosis } from './classes.ts'

/** What to change, in the words of no language. */
export const curesInWords: Readonly<Record<Diagnosis, string>> = {
  'return-truncated':
    'declare the result as wide as a pointer (void *, intptr_t, IntPtr, LongPtr, HANDLE)',
  'arg-truncated':
    'declare every handle and pointer parameter as wide as a pointer, and do not cast to 32 bits before the call',
  'arg-overflow-raise': 'declare the parameters too, not the result alone (ctypes: argtypes)',
  'sentinel-mismatch':
    'compare with all bits of a pointer set: c_void_p(-1).value, new IntPtr(-1), BigInt.asIntN(64, BigInt(h)) === -1n; and read the last error of the open',
  'field-narrowed': 'make the variable, field or out-cell as wide as a pointer',
  'arg-upper-garbage':
    'declare the parameter as a HANDLE (ctypes: argtypes, or HANDLE(value)), so that all 64 bits are written',
  'type-alias':
    'take the alias from the headers of the target: long has 32 bits on Windows, HANDLE and ULONG_PTR follow the pointer',
  'narrowing-throws':
    'do not convert to Int32: compare and compute with IntPtr or a 64-bit integer',
  'struct-layout-shrunk':
    'declare ULONG_PTR and HANDLE members as wide as a pointer; OVERLAPPED has 32 bytes and hEvent at 24 in a 64-bit process',
  'number-encoding': 'carry handles as 64-bit integers, not as doubles',
  'struct-size-constant':
    'state the size of the struct in this process, not a constant of the other architecture',
  'hkey-not-sign-extended': 'sign-extend the predefined keys: (HKEY)(LONG)0x80000002',
  'shared-prototype-pollution':
    'load a library object of your own (ctypes.WinDLL), so that nobody else changes its prototypes',
  'pseudo-handle': 'pass -1 as wide as a pointer, and do not take it for a failure',
  'return-upper-undefined': 'read a BOOL or DWORD result as 32 bits',
  'union-misplaced': 'lay the alternatives of the union over one another',
  'closed-handle':
    'find who closes the handle first: log each close with its thread, and set the variable to nothing after it',
  unplugged: 'take the error as the end of the device: close, and wait for it to come back',
  'failed-open': 'check the result of the open and stop there; read its last error',
  'wrong-kind': 'ask GetFileType what the handle is, and open a device of the right kind',
  'no-console':
    'ask GetFileType first; skip console calls where the stream is a pipe, a file or missing',
  'stale-last-error':
    'read the last error only after a call that failed, and before any other call',
  'last-error-lost':
    "use the FFI's own copy of the last error (ctypes use_last_error, SetLastError = true, koffi keeps it, Err.LastDllError)",
  'hevent-misuse':
    'put nothing but an event or NULL into hEvent; keep your own pointer beside the OVERLAPPED',
  'overlapped-moved':
    'keep one OVERLAPPED at one address from the start of the transfer to its result',
  driver: 'try another adapter or driver; the declaration is not at fault',
  'bad-parameter':
    'read the structure with the Get function before you set it, and check the other parameters',
  'process-bitness': 'run in the bitness of the target process',
  'calling-convention': 'declare Win32 functions as __stdcall',
  inheritance: 'give the child its standard streams explicitly (stdin=DEVNULL)',
}
