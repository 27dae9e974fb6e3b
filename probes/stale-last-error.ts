import {
  defineProbe,
  endsIn,
  flags,
  insertBefore,
  named,
  nothing,
  serial,
  step,
  unchanged,
  variable,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'stale-last-error',
  title: 'the last error is read after a call that succeeded',
  mistake: 'stale-last-error',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: insertBefore(
    'setup-comm',
    step(
      'earlier-failure',
      'close',
      'CloseHandle',
      'something fails with 6, as expected',
      { hObject: nothing },
      { accept: [6], mustFail: true },
    ),
    step(
      'later-success',
      'purge',
      'PurgeComm',
      'a call that succeeds',
      { hFile: variable('port'), dwFlags: flags('PURGE_RXCLEAR') },
      { keepLastError: true },
    ),
    step(
      'stale-error',
      'identify',
      'GetLastError',
      'the last error after the success',
      {},
      { keepLastError: true, checks: [{ kind: 'returned', equals: 0 }] },
    ),
  ),
  does: 'reads the last error after a success',
  claims: [
    // These are no serial ports: PurgeComm has nothing to purge.
    endsIn({ devices: ['pipe'] }, named('later-success'), 'other-error'),
    endsIn({ devices: ['event'] }, named('later-success'), 'invalid-handle'),
    endsIn({}, named('stale-error'), 'wrong-data'),
  ],
  danger: 'none',
  why: 'A call that succeeds leaves the last error of an earlier one. A program that looks at the last error instead of the return value reports error 6 for a call that went well.',
  seenIn: [
    {
      title: 'ConEmu 415: WriteFile succeeds, GetLastError is 6',
      url: 'https://github.com/ConEmu/ConEmu/issues/415',
    },
  ],
})
