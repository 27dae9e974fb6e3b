import {
  behind,
  both,
  calling,
  defineProbe,
  endsIn,
  everyStep,
  except,
  expectedOnWindows,
  named,
  serial,
  unchanged,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'unplugged',
  title: 'the device goes away in the middle',
  mistake: 'unplugged',
  sequence: serial,
  device: 'unplugged',
  against: 'loopback',
  change: unchanged,
  claims: [
    endsIn(
      { engines: ['wine', 'sim'] },
      both(
        behind('write-result'),
        calling(
          'FlushFileBuffers',
          'ClearCommError',
          'WriteFile',
          'SetCommBreak',
          'ClearCommBreak',
          'EscapeCommFunction',
          'GetCommModemStatus',
          'TransmitCommChar',
          'CreateFileW',
        ),
      ),
      'other-error',
    ),
    endsIn(
      { engines: ['wine', 'sim'] },
      except(
        both(behind('write-result'), calling('GetOverlappedResult')),
        named('wait-comm-event-result'),
      ),
      'other-error',
    ),
    // Not measured: each driver has its own way to lose a device.
    expectedOnWindows(endsIn({}, everyStep, 'same', 'other-error', 'not-reached')),
  ],
  danger: 'memory',
  why: 'After the first write the cable is pulled. The handle stays alive when the device goes; the calls fail with codes of the device, not with error 6. What turns it into error 6 is a program that closes the handle in its error path and goes on using it.',
  seenIn: [
    {
      title: 'corefx 17396: unplugged, then Safe handle has been closed',
      url: 'https://github.com/dotnet/corefx/issues/17396',
    },
  ],
})
