import type { Mistake } from './mistake.ts'

/** A parameter other than the handle is wrong. */
export const mistake: Mistake = {
  width: false,
  title: 'a parameter other than the handle is wrong',
  means: 'The handle is right, and another parameter is not.',
  how: [
    'No OVERLAPPED on a port that was opened with FILE_FLAG_OVERLAPPED.',
    'Settings that the driver refuses: equal XonChar and XoffChar, a struct that was not read first.',
  ],
  tell: ['The code is 87 (ERROR_INVALID_PARAMETER), in every kind of process.'],
  cure: 'read the structure with the Get function before you set it, and check the other parameters',
  cures: ['open-flags'],
  audit: [],
  diagnosis: {
    seen: 5,
    signs: [
      {
        title: 'error 87: the handle was accepted',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['87'],
          width: ['both'],
          siblings: ['ok'],
          rhythm: ['always'],
        },
      },
    ],
    cases: [
      {
        id: 'L12',
        title: 'purejavacomm: XonChar equals XoffChar',
        url: 'https://github.com/nyholku/purejavacomm/issues/122',
        shows: {
          outcome: ['87'],
          call: ['handle'],
          siblings: ['ok'],
          width: ['both'],
          ffi: ['java', 'native'],
        },
      },
      {
        id: 'L26',
        title: 'Nim: the access mask, not the width',
        url: 'https://github.com/nim-lang/Nim/issues/3363',
        shows: {
          outcome: ['87', 'denied', 'other-code'],
          call: ['open'],
          width: ['only-64'],
          open: ['failed'],
          value: ['ones'],
          ffi: ['native'],
        },
      },
      {
        id: 'L30',
        title: 'Bun: a u32 argument arrives changed',
        url: 'https://github.com/oven-sh/bun/issues/35407',
        shows: {
          outcome: ['87', 'denied', 'other-code'],
          call: ['open'],
          width: ['only-64'],
          open: ['failed'],
          ffi: ['js'],
        },
      },
    ],
  },
}
