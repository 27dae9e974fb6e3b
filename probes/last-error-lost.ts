import {
  defineProbe,
  endsIn,
  insertBefore,
  named,
  nothing,
  number,
  serial,
  step,
  unchanged,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'last-error-lost',
  title: 'the FFI makes calls of its own before the last error is read',
  mistake: 'last-error-lost',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: insertBefore(
    'setup-comm',
    step(
      'failing-call',
      'close',
      'CloseHandle',
      'a call fails with 6',
      { hObject: nothing },
      { accept: [6], mustFail: true },
    ),
    step(
      'runtime-call',
      'events',
      'CreateEventW',
      'the runtime makes a call of its own',
      {
        lpEventAttributes: nothing,
        bManualReset: number(1),
        bInitialState: number(0),
        lpName: nothing,
      },
      { keep: 'runtimeEvent', keepLastError: true },
    ),
    step(
      'late-error',
      'identify',
      'GetLastError',
      'the last error, read too late',
      {},
      { keepLastError: true, checks: [{ kind: 'returned', equals: 6 }] },
    ),
  ),
  does: 'reads the last error after a call of the runtime',
  claims: [endsIn({}, named('late-error'), 'wrong-data')],
  danger: 'none',
  why: 'Between the failing call and GetLastError the runtime makes calls of its own, which set the last error. What the program reads is 0, 126 or 127 instead of the code that matters.',
  seenIn: [
    {
      title: 'node-ffi 261: GetLastError is always 0',
      url: 'https://github.com/node-ffi/node-ffi/issues/261',
    },
    { title: 'Dart win32 925', url: 'https://github.com/halildurmus/win32/issues/925' },
  ],
})
