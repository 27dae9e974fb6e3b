import type { CodeEntry } from './entry.ts'

/** Pages of the codes from 300 on: addresses, transfers under way, devices that go away, registry, RPC and SetupAPI. */
export const transferCodes = {
  487: {
    means: 'The address is not valid.',
    how: ['An address that was truncated to 32 bits, or memory that does not exist.'],
    tell: 'Width can be behind it.',
    cures: ['declare-handle', 'keep-wide'],
  },
  535: {
    means: 'The pipe is already connected.',
    how: ['ConnectNamedPipe after a client has connected.'],
    tell: 'Not a matter of width, and not a failure.',
    cures: [],
  },
  536: {
    means: 'The pipe waits for a client.',
    how: ['A read or write before a client connected.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  995: {
    means: 'The transfer was cancelled before it completed.',
    how: [
      'CancelIo, CancelIoEx, PurgeComm with an abort flag, a new SetCommMask, the end of the thread that started it, or unplugging the device.',
      'Under Wine WaitCommEvent on a pseudo terminal always fails with this (measured).',
    ],
    tell: 'Not a matter of width.',
    cures: [],
  },
  996: {
    means: 'The transfer is still pending, and GetOverlappedResult was told not to wait.',
    how: ['The normal result of polling.', 'If it never changes, hEvent is at the wrong offset.'],
    tell: 'If it never changes, it is the layout of OVERLAPPED: 32-bit members, and zeros after the struct (measured under Wine).',
    cures: ['overlapped-struct'],
  },
  997: {
    means: 'The transfer has started and will complete later. This is not a failure.',
    how: ['ReadFile, WriteFile and WaitCommEvent on a port opened with FILE_FLAG_OVERLAPPED.'],
    tell: 'Not a matter of width. The OVERLAPPED and the buffer must stay in place until it completes.',
    cures: ['open-flags', 'overlapped-event'],
  },
  998: {
    means: 'Access to a memory location is not valid.',
    how: ['A buffer address that is NULL or was truncated.'],
    tell: 'Width can be behind it: an address in 32 bits.',
    cures: ['declare-handle', 'keep-wide'],
  },
  1016: {
    means: 'The registry could not be read or written.',
    how: ['A damaged hive.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  1117: {
    means: 'The device reported an input/output error.',
    how: [
      'Drivers of USB adapters return this after the device is unplugged (reported from Windows, not measured here).',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  1150: {
    means: 'The program needs a newer version of Windows.',
    how: ['node.exe on a Windows, or in a Wine prefix, whose version is too old.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
  1167: {
    means: 'The device is not connected.',
    how: [
      'The device was unplugged, or its Bluetooth connection was lost (reported from Windows, not measured here).',
    ],
    tell: 'Not a matter of width.',
    cures: ['device-gone'],
  },
  1168: {
    means: 'The element was not found.',
    how: [
      'CancelIoEx of a transfer that is not pending. With nothing pending and no OVERLAPPED given, Wine succeeds (measured); Windows is expected to return this code (not measured).',
      'The OVERLAPPED is at another address than the one that ReadFile was given.',
    ],
    tell: 'Width can be behind it: the address of OVERLAPPED in 32 bits.',
    cures: ['overlapped-event', 'declare-handle'],
  },
  1400: {
    means: 'The value is not a window handle.',
    how: [
      'FindWindow found nothing and returned 0, and the program used it.',
      'The window was closed in between.',
    ],
    tell: 'Rarely width: window handles have 32 significant bits.',
    cures: ['retry-open'],
  },
  1402: {
    means: 'The value is not a cursor or icon handle.',
    how: [
      'A window-manager handle declared or shared wrongly, for example after another module changed the prototype (reported).',
    ],
    tell: 'Width can be behind it.',
    cures: ['own-prototypes', 'declare-handle'],
  },
  1460: {
    means: 'The time-out has expired.',
    how: [
      'Under Wine GetOverlappedResult fails with this after an overlapped read that timed out (measured); Windows is expected to succeed with 0 bytes (not measured).',
    ],
    tell: 'Not a matter of width.',
    cures: [],
  },
  1784: {
    means: 'The buffer that was passed is not valid.',
    how: [
      'SetupAPI with a cbSize that it does not know: the constant of another architecture, or a struct declared with another size (measured).',
      'Under Wine WriteFile with a NULL buffer (measured).',
    ],
    tell: 'Width is the usual reason with SetupAPI.',
    cures: ['struct-size'],
  },
  0xe0000206: {
    means: 'The setup class is not one that Windows has.',
    how: [
      'SetupAPI is given the GUID of a device interface, or none, where it expects that of a setup class.',
    ],
    tell: 'Not a matter of width.',
    cures: [],
  },
  0xe000020b: {
    means: 'There is no such device.',
    how: ['SetupAPI is asked for a device that is not there.'],
    tell: 'Not a matter of width.',
    cures: [],
  },
} satisfies Readonly<Record<number, CodeEntry>>
