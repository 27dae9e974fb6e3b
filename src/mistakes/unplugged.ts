import type { Mistake } from './mistake.ts'

/** The device went away. */
export const mistake: Mistake = {
  width: false,
  title: 'the device was unplugged',
  means: 'The device is unplugged while the port is open.',
  how: ['A USB adapter is pulled out or loses power.'],
  tell: [
    'Under Wine no call fails with 6 afterwards: reads end with 109 or with no data, most other calls with 21 (measured).',
    'On Windows the codes depend on the driver: 5, 22, 31, 995, 1117, 1167 were reported (not measured here).',
    'Error 6 follows if the program closes the handle in its error path and keeps using it.',
  ],
  cure: 'treat the error as the loss of the device: close the port, and wait until it is there again',
  cures: ['device-gone', 'own-handle'],
  links: [
    {
      title: 'corefx 17396: after the unplug, then the closed handle',
      url: 'https://github.com/dotnet/corefx/issues/17396',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 5,
    signs: [
      {
        title: 'the port is opened again after its device was unplugged',
        shows: {
          outcome: ['not-found'],
          call: ['open'],
          open: ['failed'],
          width: ['both'],
          redirected: ['no'],
          hint: ['unplug'],
        },
      },
      {
        title: 'other codes than 6 after the device has gone',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['gone', 'denied', 'hang'],
          before: ['worked'],
          width: ['both'],
          open: ['succeeded'],
          hint: ['unplug'],
        },
      },
    ],
    cases: [
      {
        id: 'L06',
        title: '.NET SerialPort: surprise removal',
        url: 'https://github.com/dotnet/corefx/issues/17396',
        shows: {
          outcome: ['gone', 'denied', '6'],
          call: ['overlapped', 'handle'],
          width: ['both'],
          before: ['worked'],
          ffi: ['pinvoke'],
          hint: ['unplug', 'closed'],
        },
      },
    ],
  },
}
