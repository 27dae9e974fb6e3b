import type { MistakeId } from '../../mistakes/index.ts'
import type { Entry } from './entry.ts'
import type { widthMistakeEntries } from './width-mistakes.ts'

/** A page for each class of mistake that is not about widths, and looks like it. */
export const lookAlikeEntries: Readonly<
  Record<Exclude<MistakeId, keyof typeof widthMistakeEntries>, Entry>
> = {
  control: {
    means:
      'Everything is declared right. Each other probe is held against what the control did on the same lane and device.',
    how: ['The harness runs it first in each scene.'],
    tell: [
      'If it is not clean (another error than the device explains, wrong data, a crash), nothing in that lane is judged.',
    ],
    cures: [],
  },
  'as-published': {
    means: 'The declarations and the order of calls of a published library, which are right.',
    how: ['pyserial 2.6 and pywin32, the two cures for the bug of pyserial 2.5.'],
    tell: ['They end as the control does; that the cures work is measured, not assumed.'],
    cures: [],
  },
  'calling-convention': {
    means:
      'A function is declared `__cdecl` although it is `__stdcall`: caller and callee both tidy the stack, or neither does.',
    how: ['The FFI uses `__cdecl` unless it is told otherwise.'],
    tell: [
      'It happens in 32-bit processes only, the mirror image of a width bug: x64 and arm64 have one convention.',
      'It ends in a crash or in a complaint of the runtime (PInvokeStackImbalance), not in error 6.',
      'Through koffi nothing happened (measured under Wine on ia32).',
    ],
    cures: ['calling-convention'],
  },
  'closed-handle': {
    means: 'A handle is used after it was closed, or closed twice.',
    how: [
      'Two owners, an error path that closes and a normal end that closes again, a timer that goes on.',
    ],
    tell: [
      'Error 6 in every kind of process.',
      'The cause is `closed`, named from the history of the handle.',
    ],
    cures: ['own-handle'],
  },
  unplugged: {
    means: 'The device goes away while the port is open.',
    how: ['A USB adapter is pulled out or loses power.'],
    tell: [
      'Under Wine no call gives 6 after it: reads end with 109 or with nothing, most others with 21 (measured).',
      'On Windows the codes depend on the driver: 5, 22, 31, 995, 1117, 1167 were reported (not measured here).',
      'What turns it into 6 is the program, which closes the handle in its error path and goes on using it.',
    ],
    cures: ['device-gone', 'own-handle'],
    links: [
      {
        title: 'corefx 17396: after the unplug, then the closed handle',
        url: 'https://github.com/dotnet/corefx/issues/17396',
      },
    ],
  },
  busy: {
    means: 'Another program has the port open, and a port is not shared.',
    how: ['A terminal program, a second instance, a service.'],
    tell: [
      'CreateFileW fails with 5 (ERROR_ACCESS_DENIED) on Windows (documented, not measured here). Under Wine a second open of a pseudo terminal succeeds (measured).',
      'If nobody looks at the result of the open, the next call says 6.',
    ],
    cures: ['retry-open', 'compare-sentinel'],
  },
  'wrong-kind': {
    means: 'A handle of another kind of object is passed.',
    how: [
      'An event where a port is wanted, a port where an event is wanted, a redirected standard handle where a console is wanted.',
    ],
    tell: [
      'NTSTATUS is STATUS_OBJECT_TYPE_MISMATCH (C0000024).',
      'Error 6 in every kind of process.',
    ],
    cures: ['check-kind'],
  },
  'hevent-misuse': {
    means: 'OVERLAPPED is laid out right, and hEvent holds something that is no event.',
    how: [
      'Programs that use completion routines may keep a pointer of their own there. As soon as a call looks at hEvent, the pointer is taken for a handle.',
    ],
    tell: [
      'ReadFile, WaitCommEvent or GetOverlappedResult give 6 although all widths are right, on every architecture, depending on driver and timing.',
      'hEvent is an address.',
    ],
    cures: ['overlapped-event'],
    links: [
      {
        title: 'node-serialport 3086: invalid handle on Windows on ARM',
        url: 'https://github.com/serialport/node-serialport/issues/3086',
      },
    ],
  },
  'bad-parameter': {
    means: 'The handle is right, and another parameter is not.',
    how: [
      'No OVERLAPPED on a port that was opened with FILE_FLAG_OVERLAPPED.',
      'Settings that the driver refuses: equal XonChar and XoffChar, a struct that was not read first.',
    ],
    tell: ['The code is 87 (ERROR_INVALID_PARAMETER), in every kind of process.'],
    cures: ['open-flags'],
  },
  'stale-last-error': {
    means:
      'The last error is read after a call that succeeded. It is the code of some earlier call.',
    how: ['The program looks at GetLastError instead of the return value.'],
    tell: [
      'The return value says success. Most functions leave the last error alone when they succeed.',
    ],
    cures: ['last-error'],
    links: [
      {
        title: 'ConEmu 415: WriteFile succeeds, the last error is 6',
        url: 'https://github.com/ConEmu/ConEmu/issues/415',
      },
    ],
  },
  'last-error-lost': {
    means:
      'Between the call that failed and GetLastError somebody else made a call, and the code is gone.',
    how: [
      'The runtime allocates, loads a library or creates an event before it hands over the last error.',
      'GetLastError is called through an FFI that does not save the code.',
    ],
    tell: ['The code is implausible: 0, 126, 127, or another one each time.'],
    cures: ['last-error'],
    links: [
      {
        title: 'node-ffi 261: GetLastError is always 0',
        url: 'https://github.com/node-ffi/node-ffi/issues/261',
      },
    ],
  },
  'failed-open': {
    means:
      'The result of the open is not looked at, so the program goes on with the failure value.',
    how: ['No check at all, or an exception that is caught too early.'],
    tell: [
      'Error 6 (or 87) in the second call, in every kind of process; the cause is `sentinel-used`.',
      'The code of the open is the one that matters.',
    ],
    cures: ['compare-sentinel', 'retry-open'],
    links: [
      {
        title: 'COMpipe 14: ReadFile says 6 after an open that said 2',
        url: 'https://github.com/tdhoward/COMpipe/issues/14',
      },
    ],
  },
}
