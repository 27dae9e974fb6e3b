import type { Mistake } from './mistake.ts'

/** The driver or the device refuses. */
export const mistake: Mistake = {
  width: false,
  title: 'the driver or the device refuses',
  means:
    'The call reached the driver of the device with a right handle, and the driver refused it.',
  how: [
    'The device lacks what is asked for: a baud rate, a modem line, a buffer of that size.',
    'The driver returns a code of its own where others succeed.',
  ],
  tell: [
    'The same program works with another adapter, in every kind of process.',
    'The code is seldom 6: 31, 50, 87 and 1117 were reported (not measured here).',
  ],
  cure: 'try another adapter or driver; the declaration is not at fault',
  cures: [],
  audit: [],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'the same call works with another device',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['other-code', 'gone', '87'],
          call: ['open', 'handle', 'overlapped'],
          width: ['both'],
          siblings: ['ok'],
          rhythm: ['always'],
        },
      },
    ],
    cases: [],
  },
}
