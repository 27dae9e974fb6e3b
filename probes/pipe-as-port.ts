import {
  calling,
  defineProbe,
  endsIn,
  everyStep,
  expectedOnWindows,
  serial,
  unchanged,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'pipe-as-port',
  title: 'a named pipe is used as a port',
  mistake: 'wrong-kind',
  sequence: serial,
  device: 'pipe',
  against: 'loopback',
  change: unchanged,
  claims: [
    endsIn(
      {},
      calling(
        'SetupComm',
        'GetCommTimeouts',
        'SetCommTimeouts',
        'GetCommMask',
        'SetCommMask',
        'GetCommState',
        'SetCommState',
        'GetCommProperties',
        'PurgeComm',
        'ClearCommError',
        'WaitCommEvent',
        'SetCommBreak',
        'ClearCommBreak',
        'EscapeCommFunction',
        'GetCommModemStatus',
        'TransmitCommChar',
      ),
      'other-error',
    ),
    // Not measured: FlushFileBuffers on a pipe waits for the reader there.
    expectedOnWindows(endsIn({}, everyStep, 'same', 'other-error', 'not-reached', 'timed-out')),
  ],
  danger: 'none',
  why: 'A pipe is alive, reads and writes, and is no serial port: transfers work, the comm functions fail with codes that say so, and none of them with error 6.',
  seenIn: [
    {
      title: 'serial 157: opening a named pipe, GetCommState fails',
      url: 'https://github.com/wjwwood/serial/issues/157',
    },
  ],
})
