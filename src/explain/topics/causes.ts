import type { Cause } from '../../result/cause.ts'
import type { Explanation } from '../../mistakes/mistake.ts'

/** A page for each cause of an error 6. */
export const causeEntries: Readonly<Record<Cause, Explanation>> = {
  'upper-half-dirty': {
    means:
      'The callee looked up a 64-bit value whose low half is an open handle and whose upper half is garbage. Windows compares all 64 bits: the upper half has to be the sign extension of the lower one.',
    how: [
      'The FFI wrote 32 bits into a 64-bit slot and left the upper half as it was. CPython up to 3.7 on x64 does so with every `int` argument for which no `argtypes` are given.',
      'The caller put a 32-bit value into one half of a 64-bit variable and never wrote the other.',
      'A handle was declared with 64 bits in one place and with 32 in another, and the two share memory.',
    ],
    tell: [
      'The handle that you print is a small number such as 84 or 208, but the call still fails with error 6.',
      'It comes and goes with unrelated changes of the program, and never happens in a 32-bit process.',
      'NTSTATUS is STATUS_INVALID_HANDLE (C0000008), on CloseHandle too.',
      'Recorded as evidence: the value that arrived and the value that the kernel had made agree in their low 32 bits.',
    ],
    cures: ['declare-handle'],
    links: [
      {
        title: 'win-unicode-console 32: random WinError 6 with a handle of 84',
        url: 'https://github.com/Drekin/win-unicode-console/issues/32',
      },
    ],
  },
  'tag-lost': {
    means:
      'The tagged kernel gave out a handle that uses its upper 32 bits, and it came back without them. On an untagged kernel the same declaration works, because a kernel handle has nothing there.',
    how: [
      'A result, a parameter, an out-variable or a field is declared with 32 bits (`uint32_t`, `int`, `DWORD`, `c_int`, `Long`), so the FFI truncates the handle, and later zero-extends or sign-extends it.',
      'A handle went through a 32-bit conversion of the language: a mask, a cast, an array of 32-bit numbers.',
    ],
    tell: [
      'It shows in tagged lanes only (`wine-x64-tagged`, `sim-x64-tagged`); in the lane without tags the same step is `tolerated`.',
      'The evidence names the function and the parameter where the tag was missing, and the value that arrived.',
      'With handles that are addresses (HMODULE, HDEVINFO, heaps, find handles) the same declaration fails without any tag.',
    ],
    cures: ['declare-handle', 'handle-variable', 'keep-wide'],
  },
  'sentinel-used': {
    means:
      'An open failed, the program did not notice, and the failure value was passed on as a handle. The code that matters is that of the open, not error 6.',
    how: [
      'The result is compared in 32 bits: `handle == 0xFFFFFFFF` is never true on x64, where the failure value has 64 set bits.',
      'The result is compared with 0, which CreateFileW never returns on failure.',
      'In JavaScript `handle === -1` is false for a bigint; koffi gives a bigint for `void *`, and for `uintptr_t` whenever the value is large.',
      'The result is not checked at all.',
    ],
    tell: [
      'The value that was passed is -1, 4294967295, 18446744073709551615 or 0.',
      'The step that made the handle failed before, with a code of its own: 2 (no such port), 5 (busy), 3, 123.',
      'CloseHandle(-1) succeeds, because -1 is the pseudo handle of the process. A successful close therefore proves nothing.',
      'The same program works in a 32-bit process if it compares with 0xFFFFFFFF.',
    ],
    cures: ['compare-sentinel', 'retry-open'],
    links: [
      {
        title: 'watchdog 123: INVALID_HANDLE_VALUE = 0xFFFFFFFF',
        url: 'https://github.com/gorakhargosh/watchdog/issues/123',
      },
      {
        title: 'xl-converter 159: the check never matches, SetFileTime fails with 6',
        url: 'https://github.com/JacobDev1/xl-converter/issues/159',
      },
      {
        title: 'Raymond Chen: why INVALID_HANDLE_VALUE is sign-extended',
        url: 'https://devblogs.microsoft.com/oldnewthing/20250326-00/?p=111002',
      },
    ],
  },
  'struct-layout': {
    means:
      'The port handle is right. The event in OVERLAPPED is not where the callee reads it: the struct is declared with the wrong widths, so the program puts hEvent at another offset, and what the callee finds in its place is not an event.',
    how: [
      '`ULONG_PTR` is declared with 32 bits (`c_ulong`, `DWORD`, `int`): the struct shrinks from 32 to 24 bytes on x64 and hEvent moves from 24 to 16. The callee then reads 8 bytes beyond the object.',
      'The union of Offset and Pointer is laid out one behind the other: hEvent moves to 32 on x64 and to 20 on ia32.',
      'This is what pyserial 2.5 declared; 2.6 cured it.',
    ],
    tell: [
      'The same handle succeeds in SetCommState, ClearCommError, PurgeComm and ResetEvent, and fails only in calls that take the struct.',
      'Calls that complete at once may not use the event, and succeed: WriteFile into an empty queue, ReadFile when data has already arrived.',
      'It depends on what follows the struct in memory. Garbage gives error 6. With zeros, the transfer starts but its event is never set, and GetOverlappedResult keeps returning 996.',
      'Print the size of the struct and the offset of hEvent: 32 and 24 on x64 and arm64, 20 and 16 on ia32.',
    ],
    cures: ['overlapped-struct'],
    links: [
      {
        title: 'pyserial de43290c: the cure, released in 2.6',
        url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
      },
    ],
  },
  closed: {
    means:
      'The value was a handle of this process, and it was closed before the call. Widths have nothing to do with it.',
    how: [
      'It is closed twice: by an error path and by the normal end, or by two objects that both own it.',
      'Another thread or a finalizer closed it during the call.',
      'A timer or a callback goes on using a port that was closed in the meantime.',
      'Windows reuses the number at once, so a stale handle may refer to another object, without any error.',
    ],
    tell: [
      'It happens in a 32-bit process as well.',
      'The same value worked earlier in the same run; the history in the evidence names the step that closed it.',
      'Under a debugger CloseHandle of a closed handle raises an exception instead of returning FALSE.',
    ],
    cures: ['own-handle'],
    links: [
      {
        title: 'pyserial-asyncio 48: a poll of a closed port',
        url: 'https://github.com/pyserial/pyserial-asyncio/issues/48',
      },
    ],
  },
  'wrong-kind': {
    means:
      'The handle is open and has the right width, but it refers to another kind of object than the function expects: an event instead of a port, a file instead of an event.',
    how: [
      'Two variables were mixed up.',
      'hEvent in OVERLAPPED holds the handle of a file or port.',
      'A console function is called although the standard handles are redirected to a pipe or a file.',
      'The failure value -1 is the pseudo handle of the current process, so reads and writes on it fail in the same way; the cause is then reported as `sentinel-used`.',
    ],
    tell: [
      'NTSTATUS is STATUS_OBJECT_TYPE_MISMATCH (C0000024) and not STATUS_INVALID_HANDLE (C0000008); both become error 6.',
      'GetHandleInformation succeeds on the value; GetFileType says what it is.',
      'It happens in a 32-bit process as well.',
      'Under Wine a disk file or NUL opened as a port gives this error in GetCommState, where Windows is expected to return 1 or 87 (not measured).',
    ],
    cures: ['check-kind'],
    links: [
      {
        title: 'pywin32 496: GlobalLock of a bitmap',
        url: 'https://github.com/mhammond/pywin32/issues/496',
      },
    ],
  },
  'never-a-handle': {
    means: 'No step of this program ever got that value from the kernel.',
    how: [
      'A variable was never assigned, or a struct was never cleared.',
      'A pointer of the program was put into hEvent, as programs with completion routines do.',
      'A number that is something else (an index, a file descriptor of the C runtime) is passed as a handle.',
      'NULL is passed, because an open that fails with NULL (CreateEventW) was not checked.',
    ],
    tell: [
      'The value is 0, an address, or a small number that no open returned.',
      'NTSTATUS is STATUS_INVALID_HANDLE (C0000008).',
      'It happens in a 32-bit process as well.',
    ],
    cures: ['overlapped-event', 'check-kind'],
    links: [
      {
        title: 'bindings-cpp 238: a pointer in hEvent',
        url: 'https://github.com/serialport/bindings-cpp/pull/238',
      },
    ],
  },
}
