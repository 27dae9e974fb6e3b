import type { CodeEntry } from './entry.ts'

/** Pages of the codes below 300: files, devices, pipes and modules. */
export const fileCodes = {
  0: {
    means: 'No error.',
    how: [
      'CreateFileW and CreateEventW set it when they succeed; most functions leave the last error alone.',
      'A code of 0 after a failure means that it was overwritten.',
    ],
    tell: 'Not a matter of width. If the return value says failure, look for a lost last error.',
    cures: ['last-error'],
  },
  1: {
    means: 'The device does not know this request.',
    how: [
      'A serial call on something that is not a serial port: Windows is expected to return this for disk files and NUL (not measured; Wine returns 6).',
    ],
    tell: 'Not a matter of width: the handle was found.',
    cures: ['check-kind'],
  },
  2: {
    means: 'There is no file or port of that name.',
    how: [
      'The port does not exist, or was unplugged.',
      'COM10 and above were named without the prefix `\\\\.\\`.',
    ],
    tell: 'Not a matter of width. If this code is overlooked, the next call fails with 6.',
    cures: ['retry-open', 'compare-sentinel'],
  },
  3: {
    means: 'A part of the path does not exist.',
    how: ['The name of a port followed by something else, or an empty name.'],
    tell: 'Not a matter of width.',
    cures: ['retry-open'],
  },
  5: {
    means: 'Access is denied.',
    how: [
      'Another program has the port open: Windows opens a port once (Wine lets a second open succeed).',
      'Some drivers return this after the device is unplugged.',
      'A pipe was opened in the other direction.',
    ],
    tell: 'Not a matter of width.',
    cures: ['retry-open', 'device-gone'],
  },
  6: {
    means:
      'The kernel found no object of the right kind for the value that it was given. More than one NTSTATUS becomes this code; the two that matter are C0000008, no such handle, and C0000024, a handle of another kind.',
    how: [
      'Width: the upper half of the handle is dirty (`upper-half-dirty`); the event in OVERLAPPED is at the wrong offset (`struct-layout`); a failed open was compared in the wrong width (`sentinel-used`); the pseudo handle -1 was zero-extended.',
      'Not width: the handle was closed (`closed`), names another kind of object (`wrong-kind`), or never was one (`never-a-handle`).',
      'A handle that was only truncated to 32 bits is not among them: that does no harm to a kernel handle.',
    ],
    tell: 'If it fails in a 32-bit process too, it is not width, except for comparisons with the failure value. If only the calls with an OVERLAPPED fail, it is the struct. If the value is -1 or 4294967295, look at the open. If the value is small and the failure random, it is the upper half. If it worked earlier in the same run, it was closed.',
    cures: ['declare-handle', 'overlapped-struct', 'compare-sentinel', 'check-kind'],
  },
  8: {
    means: 'There is not enough memory.',
    how: ['A size was passed with garbage in its upper half, so gigabytes were requested.'],
    tell: 'Width can be behind it: SIZE_T is as wide as a pointer.',
    cures: ['declare-handle'],
  },
  11: {
    means: 'A program or a DLL has an incorrect format.',
    how: ['.NET reports this for a DLL of the other bitness (BadImageFormatException).'],
    tell: 'It is about the width of the whole DLL, not about that of a handle.',
    cures: [],
  },
  13: {
    means: 'The data are not valid.',
    how: ['SetupAPI finds a property that is not there or has another type.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  18: {
    means: 'There are no more files: the end of a listing, not a failure.',
    how: ['FindNextFileW after the last file.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  19: {
    means: 'The medium is write-protected.',
    how: ['Not seen with serial ports.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  21: {
    means: 'The device is not ready.',
    how: [
      'The device was unplugged: under Wine most calls on an unplugged port fail with this (measured).',
    ],
    tell: 'Not a matter of width: the handle is still open, but the device is not there.',
    cures: ['device-gone'],
  },
  22: {
    means: 'The device does not recognise the command.',
    how: [
      'Drivers of USB adapters return this after the device is unplugged (reported from Windows, not measured here).',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  23: {
    means: 'Data error (cyclic redundancy check).',
    how: ['A disk or a USB adapter with a bad connection.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  24: {
    means: 'The length of the command is incorrect.',
    how: [
      'Process32First, VirtualQueryEx and similar functions were given a struct that is not as long as they expect.',
    ],
    tell: 'Width can be behind it: a member that is as wide as a pointer makes the struct longer in a 64-bit process.',
    cures: ['struct-size'],
  },
  31: {
    means: 'A device attached to the system is not functioning.',
    how: [
      'Drivers of USB adapters return this after the device is unplugged (reported from Windows, not measured here).',
      'Settings that the adapter does not support.',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  32: {
    means: 'The file is used by another process.',
    how: [
      'A file opened without sharing.',
      'Under Wine TransmitCommChar returns this while the output is stopped by SETXOFF (measured).',
    ],
    tell: 'Not a matter of width.',
    cures: [],
  },
  38: {
    means: 'The end of the file was reached.',
    how: [
      'An overlapped read beyond the end of a disk file.',
      'An OVERLAPPED whose Offset holds garbage.',
    ],
    tell: 'Width can be behind it if OVERLAPPED is declared wrong.',
    cures: ['overlapped-struct'],
  },
  50: {
    means: 'The request is not supported.',
    how: [
      'The device lacks the capability: a pseudo terminal has no modem lines, so SETRTS, SETDTR, GetCommModemStatus and EV_CTS fail with this under Wine (measured).',
      'A serial call on a pipe.',
    ],
    tell: 'Not a matter of width: the control fails in the same way, and the verdict is `unsupported`.',
    cures: [],
  },
  87: {
    means: 'A parameter is wrong.',
    how: [
      'ReadFile or WriteFile without OVERLAPPED on a port opened with FILE_FLAG_OVERLAPPED (measured).',
      'SetCommState with settings the driver refuses; on Windows equal XonChar and XoffChar (reported).',
      'An OVERLAPPED whose offset is negative because the struct is declared wrong (measured under Wine).',
      'A size in a struct that is not the expected one.',
    ],
    tell: 'Width can be behind it: check OVERLAPPED and cbSize. If it fails in every kind of process, look at flags and settings.',
    cures: ['open-flags', 'overlapped-struct', 'struct-size'],
  },
  109: {
    means: 'The other end of the pipe was closed.',
    how: [
      'The process at the other end closed the pipe or ended.',
      'Under Wine an overlapped read fails with this when the device is unplugged (measured).',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  120: {
    means: 'The function is not implemented here.',
    how: ['A function that this Wine or this Windows lacks.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  121: {
    means: 'The semaphore time-out has expired.',
    how: [
      'USB adapters after a lost connection, Bluetooth ports that are not connected (reported from Windows, not measured here).',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  122: {
    means: 'The buffer is too small.',
    how: [
      'The first of two calls, which asks for the size: then it is expected.',
      'A size that was declared with another width.',
    ],
    tell: 'Seldom a matter of width.',
    cures: ['struct-size'],
  },
  126: {
    means: 'The module was not found.',
    how: [
      'LoadLibraryW of a file that is not there.',
      'GetProcAddress with an HMODULE that was cut to 32 bits (measured under Wine).',
      'A runtime that loads libraries leaves it as the last error (reported).',
    ],
    tell: 'Width can be behind it: HMODULE is an address. After a call that has nothing to do with modules it is a lost last error.',
    cures: ['declare-handle', 'last-error'],
  },
  127: {
    means: 'The module has no function of that name.',
    how: [
      'GetProcAddress of a name that is not exported, such as SetWindowLongPtr on 32-bit Windows.',
      'A truncated HMODULE that happens to be that of another module.',
    ],
    tell: 'Width can be behind it: HMODULE is an address.',
    cures: ['declare-handle', 'last-error'],
  },
  170: {
    means: 'The resource is in use.',
    how: ['Some virtual ports return this where others return 5.'],
    tell: 'Not a matter of width.',
    cures: ['retry-open'],
  },
  183: {
    means: 'It already exists.',
    how: [
      'CreateEventW with a name that is in use: the call succeeds and sets this code.',
      'CreateFileW with CREATE_ALWAYS on a port under Wine (measured).',
    ],
    tell: 'Not a matter of width, and not always a failure.',
    cures: [],
  },
  193: {
    means: 'The file is not a valid Win32 program or DLL.',
    how: ['LoadLibrary of a 32-bit DLL in a 64-bit process, or the other way round.'],
    tell: 'It is about the width of the whole DLL, not about that of a handle.',
    cures: [],
  },
  230: {
    means: 'The pipe is in the wrong state.',
    how: ['A pipe function on a pipe that is no longer connected.'],
    tell: 'Not a matter of width.',
    cures: ['check-kind'],
  },
  231: {
    means: 'All instances of the pipe are busy.',
    how: ['A named pipe with too few instances.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  232: {
    means: 'The pipe is being closed.',
    how: ['A write after the other end began to close.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  233: {
    means: 'No process is at the other end of the pipe.',
    how: ['A named pipe whose client has disconnected.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  234: {
    means: 'There is more data.',
    how: ['A message pipe or a value of the registry that is larger than the buffer.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  258: {
    means: 'The wait ended without its object being signalled.',
    how: [
      'WaitForSingleObject returns it as a value, not as an error.',
      'The event that was waited for is not the one that the transfer sets.',
    ],
    tell: 'Width can be behind it: a misplaced hEvent is never set.',
    cures: ['overlapped-struct'],
  },
  259: {
    means: 'There are no more items: the end of an enumeration, not a failure.',
    how: [
      'RegEnumValueW or SetupDiEnumDeviceInfo after the last one. As an exit code it means that the process is still running; as an NTSTATUS, 0x103 is STATUS_PENDING.',
    ],
    tell: 'Not a matter of width.',
    cures: [],
  },
  299: {
    means: 'Only a part of the memory could be read or written.',
    how: ['ReadProcessMemory of a 64-bit process from a 32-bit one.'],
    tell: 'It is about the width of the other process, not about that of a handle.',
    cures: [],
  },
} satisfies Readonly<Record<number, CodeEntry>>
