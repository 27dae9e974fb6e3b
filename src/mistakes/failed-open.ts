import type { Mistake } from './mistake.ts'

/** The open had failed and the program went on. */
export const mistake: Mistake = {
  width: false,
  title: 'the open had failed and the program went on',
  means: 'The result of the open is not checked, so the program goes on with the failure value.',
  how: ['No check at all, or an exception that is caught too early.'],
  tell: [
    'Error 6 (or 87) in the second call, in every kind of process; the cause is `sentinel-used`.',
    'The code of the open is the one that matters.',
  ],
  cure: 'check the result of the open and stop there; read its last error',
  cures: ['compare-sentinel', 'retry-open'],
  links: [
    {
      title: 'COMpipe 14: ReadFile fails with 6 after an open that failed with 2',
      url: 'https://github.com/tdhoward/COMpipe/issues/14',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 6,
    signs: [
      {
        title: 'an open that failed and was not checked: error 6 one call later, at every width',
        shows: {
          layout: ['right'],
          check: ['none'],
          redirected: ['no'],
          outcome: ['6'],
          value: ['ones', 'zero', 'ones-32'],
          open: ['failed'],
          width: ['both'],
          siblings: ['fail'],
          before: ['first'],
        },
      },
      {
        title: 'the open itself fails',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['not-found', 'denied'],
          call: ['open'],
          open: ['failed'],
          width: ['both'],
          before: ['first'],
        },
      },
    ],
    cases: [
      {
        id: 'L08',
        title: 'COMpipe: the open had failed with 2',
        url: 'https://github.com/tdhoward/COMpipe/issues/14',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          value: ['ones', 'zero'],
          open: ['failed'],
          width: ['both'],
          ffi: ['native'],
          before: ['first'],
        },
      },
      {
        id: 'L09',
        title: 'libmodbus: COM10 without its prefix',
        url: 'https://github.com/stephane/libmodbus/issues/679',
        shows: {
          outcome: ['not-found'],
          call: ['open'],
          open: ['failed'],
          value: ['ones'],
          width: ['both'],
          ffi: ['native'],
        },
      },
      {
        id: 'L10',
        title: 'pyserial: a missing port shows as 87',
        url: 'https://github.com/pyserial/pyserial/issues/49',
        shows: {
          outcome: ['87'],
          call: ['handle'],
          open: ['failed'],
          ffi: ['ctypes', 'ctypes-old'],
          before: ['first'],
        },
      },
    ],
  },
}
