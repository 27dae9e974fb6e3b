import type { ntStatuses } from '../../declare/win32/errors.ts'
import type { CodeEntry } from './entry.ts'

/** What is said about an NTSTATUS, and the Win32 code it becomes. */
export interface NtEntry extends CodeEntry {
  /** The code of GetLastError; `undefined` where the status is no failure. Mapping of RtlNtStatusToDosError. */
  readonly win32?: number
}

/** A page for each NTSTATUS of the table. */
export const ntEntries: Readonly<Record<keyof typeof ntStatuses, NtEntry>> = {
  0x00000000: {
    means: 'Success.',
    how: ['Success does not clear an older status: look at the status after a failure only.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0x00000102: {
    win32: 1460,
    means: 'The time-out has expired; as the result of a wait it is WAIT_TIMEOUT (258).',
    how: ['Under Wine the status of an overlapped read that timed out (measured).'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0x00000103: {
    win32: 997,
    means:
      'The transfer has started and is pending. The same number is ERROR_NO_MORE_ITEMS as a Win32 code.',
    how: ['OVERLAPPED.Internal holds it until the transfer completes.'],
    tell: 'Not a matter of width; if it never changes, check the offset of hEvent.',
    cures: ['overlapped-struct'],
  },
  0x80000005: {
    win32: 234,
    means: 'There is more data than the buffer holds.',
    how: ['A message pipe, a query with a small buffer.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0x8000001a: {
    win32: 259,
    means: 'There are no more entries.',
    how: ['The end of an enumeration.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000002: {
    win32: 1,
    means: 'Not implemented.',
    how: ['A request that this Wine or driver does not implement.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000005: {
    win32: 998,
    means:
      'An access violation: memory that does not exist or may not be used in this way. As an exit code, 3221225477 or -1073741819, it means that the process crashed; under Wine and Unix it is exit code 5.',
    how: [
      'An address was truncated to 32 bits and dereferenced.',
      'A buffer address is NULL, or was displaced by an argument that is declared too wide.',
    ],
    tell: 'Width is a usual reason in a 64-bit process, the calling convention in a 32-bit one.',
    cures: ['declare-handle', 'calling-convention', 'keep-wide'],
  },
  0xc0000008: {
    win32: 6,
    means: 'There is no handle of that value in this process.',
    how: [
      'A dirty upper half, a closed handle, a value that never was a handle, a misplaced event in OVERLAPPED, a used failure value.',
    ],
    tell: 'Width is one of the reasons. C0000024 instead would mean that the handle is open.',
    cures: ['declare-handle', 'overlapped-struct', 'compare-sentinel', 'own-handle'],
  },
  0xc000000d: {
    win32: 87,
    means: 'A parameter is wrong.',
    how: ['Wrong settings, no OVERLAPPED where one is required, a negative offset.'],
    tell: 'Width can be behind it through OVERLAPPED.',
    cures: ['open-flags', 'overlapped-struct'],
  },
  0xc000000e: {
    win32: 433,
    means: 'There is no such device.',
    how: ['The device was removed.'],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  0xc000000f: {
    win32: 2,
    means: 'There is no such file.',
    how: ['The first file of a listing was not found.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000010: {
    win32: 1,
    means: 'The device does not know this request.',
    how: [
      'A serial request to something that is not a serial port (expected on Windows, not measured).',
    ],
    tell: 'Not a matter of width.',
    cures: ['check-kind'],
  },
  0xc0000022: {
    win32: 5,
    means: 'Access is denied.',
    how: ['A port that another program has open, or an object to which this user has no access.'],
    tell: 'Not a matter of width.',
    cures: ['retry-open'],
  },
  0xc0000023: {
    win32: 122,
    means: 'The buffer is too small.',
    how: ['The first of two calls that asks for the size.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000024: {
    win32: 6,
    means: 'The handle is open and refers to an object of another kind.',
    how: [
      'An event where a port is expected, or the other way round.',
      'A file handle in OVERLAPPED.hEvent.',
      'The failure value -1, which is the handle of the process, in ReadFile and WriteFile (measured under Wine).',
    ],
    tell: 'Not a matter of width, except when the value is -1: then an open had failed.',
    cures: ['check-kind', 'compare-sentinel'],
  },
  0xc0000034: {
    win32: 2,
    means: 'There is no object of that name.',
    how: ['The port does not exist.'],
    tell: 'Not a matter of width.',
    cures: ['retry-open'],
  },
  0xc0000043: {
    win32: 32,
    means: 'It is open elsewhere with a sharing mode that does not allow this.',
    how: ['A file opened without sharing.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc00000a3: {
    win32: 21,
    means: 'The device is not ready.',
    how: ['The device was unplugged (measured under Wine).'],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  0xc00000b5: {
    win32: 121,
    means: 'The device did not complete the transfer in time.',
    how: ['USB and Bluetooth adapters.'],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  0xc00000bb: {
    win32: 50,
    means: 'The request is not supported.',
    how: ['Modem lines of a pseudo terminal under Wine (measured).'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000120: {
    win32: 995,
    means: 'The transfer was cancelled.',
    how: ['CancelIo, CancelIoEx, a closed port.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000123: {
    win32: 5,
    means: 'The file was deleted.',
    how: ['Under Wine, flushing NUL.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xc0000128: {
    win32: 6,
    means: 'The file behind the handle was closed.',
    how: ['Another part of the system closed the connection.'],
    tell: 'Not a matter of width.',
    cures: ['own-handle'],
  },
  0xc0000185: {
    win32: 1117,
    means: 'The device reported an input/output error.',
    how: ['A bad connection, an unplug.'],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  0xc0000225: {
    win32: 1168,
    means: 'It was not found.',
    how: ['CancelIoEx of a transfer that is not pending.'],
    tell: 'Width can be behind it: the address of OVERLAPPED in 32 bits.',
    cures: ['overlapped-event'],
  },
  0xc0000235: {
    win32: 6,
    means: 'The handle is protected from closing.',
    how: ['SetHandleInformation with HANDLE_FLAG_PROTECT_FROM_CLOSE was called on it.'],
    tell: 'Not a matter of width.',
    cures: ['own-handle'],
  },
}
