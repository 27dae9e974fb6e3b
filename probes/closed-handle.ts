import {
  behind,
  both,
  defineProbe,
  endsIn,
  insertBefore,
  invalidHandle,
  named,
  serial,
  step,
  taking,
  unchanged,
  using,
  variable,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'closed-handle',
  title: 'the port is closed in the middle',
  mistake: 'closed-handle',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: insertBefore(
    'write',
    step('early-close', 'close', 'CloseHandle', 'close the port too early', {
      hObject: variable('port'),
    }),
  ),
  does: 'closes the port before the first write',
  claims: [
    endsIn({}, named('early-close'), 'same'),
    invalidHandle({}, both(behind('early-close'), taking('kernel'), using('port')), 'closed'),
  ],
  danger: 'none',
  why: 'The handle was good until it was closed: by another thread, by a timer that came late, by an error path. Error 6 on every architecture, and the handle worked earlier in the same run.',
  seenIn: [
    {
      title: 'pyserial-asyncio 48: ClearCommError from a poll timer after close',
      url: 'https://github.com/pyserial/pyserial-asyncio/issues/48',
    },
  ],
})
