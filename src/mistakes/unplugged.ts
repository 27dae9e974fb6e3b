import type { Mistake } from './mistake.ts'

/** The device went away. */
export const mistake: Mistake = {
  width: false,
  title: 'the device went away',
  means: 'The device goes away while the port is open.',
  how: ['A USB adapter is pulled out or loses power.'],
  tell: [
    'Under Wine no call gives 6 after it: reads end with 109 or with nothing, most others with 21 (measured).',
    'On Windows the codes depend on the driver: 5, 22, 31, 995, 1117, 1167 were reported (not measured here).',
    'What turns it into 6 is the program, which closes the handle in its error path and goes on using it.',
  ],
  cure: 'take the error as the end of the device: close, and wait for it to come back',
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
        title: 'the port is opened again after its device went away',
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
