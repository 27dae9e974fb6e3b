import type { Mistake } from './mistake.ts'

/** The last error is read after a call that succeeded, or after another call. */
export const mistake: Mistake = {
  width: false,
  title: 'the last error is read after a call that succeeded, or after another call',
  means: 'The last error is read after a call that succeeded. It is the code of an earlier call.',
  how: ['The program checks GetLastError instead of the return value.'],
  tell: [
    'The return value is success. Most functions leave the last error alone when they succeed.',
  ],
  cure: 'read the last error only after a call that failed, and before any other call',
  cures: ['last-error'],
  links: [
    {
      title: 'ConEmu 415: WriteFile succeeds, the last error is 6',
      url: 'https://github.com/ConEmu/ConEmu/issues/415',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 2,
    signs: [
      {
        title: 'the call succeeded; the last error is of an earlier one',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          hint: ['success', 'cleanup'],
          width: ['both'],
          siblings: ['ok'],
        },
      },
    ],
    cases: [
      {
        id: 'L17',
        title: 'ConEmu: GetLastError after a WriteFile that succeeded',
        url: 'https://github.com/ConEmu/ConEmu/issues/415',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          siblings: ['ok'],
          width: ['both'],
          ffi: ['native'],
          hint: ['success'],
        },
      },
      {
        id: 'L20',
        title: 'tiny-process-library: 6 comes from the clean-up',
        url: 'https://github.com/eidheim/tiny-process-library/issues/29',
        shows: {
          outcome: ['6'],
          call: ['stdio', 'close'],
          width: ['both'],
          ffi: ['native'],
          hint: ['cleanup'],
          open: ['failed'],
        },
      },
    ],
  },
}
