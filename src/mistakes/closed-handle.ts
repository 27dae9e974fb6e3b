import type { Mistake } from './mistake.ts'

/** The handle was closed before, here or in another thread. */
export const mistake: Mistake = {
  width: false,
  title: 'the handle was closed before, here or in another thread',
  means: 'A handle is used after it was closed, or closed twice.',
  how: [
    'Two owners, an error path that closes and a normal end that closes again, a timer that keeps running.',
  ],
  tell: [
    'Error 6 in every kind of process.',
    'The cause is `closed`, named from the history of the handle.',
  ],
  cure: 'find who closes the handle first: log each close with its thread, and clear the variable after it',
  cures: ['own-handle'],
  audit: [],
  diagnosis: {
    seen: 6,
    signs: [
      {
        title: 'the handle worked before and no longer does, at every width',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          value: ['small'],
          before: ['worked'],
          width: ['both'],
          open: ['succeeded'],
          siblings: ['fail'],
          hint: ['closed'],
        },
      },
      {
        title: 'the second close',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          call: ['close'],
          before: ['worked'],
          width: ['both'],
          value: ['small'],
        },
      },
    ],
    cases: [
      {
        id: 'L01',
        title: 'pyserial-asyncio: a poll timer outlives the port',
        url: 'https://github.com/pyserial/pyserial-asyncio/issues/48',
        shows: {
          outcome: ['6'],
          call: ['handle'],
          width: ['both', 'only-32'],
          before: ['worked'],
          rhythm: ['sometimes'],
          ffi: ['ctypes', 'ctypes-old'],
          hint: ['closed'],
        },
      },
    ],
  },
}
