import type { Mistake } from './mistake.ts'

/** A handle of another kind of object. */
export const mistake: Mistake = {
  width: false,
  title: 'a handle of another kind of object',
  means: 'A handle of another kind of object is passed.',
  how: [
    'An event where a port is expected, a port where an event is expected, a redirected standard handle where a console is expected.',
  ],
  tell: [
    'NTSTATUS is STATUS_OBJECT_TYPE_MISMATCH (C0000024).',
    'Error 6 in every kind of process.',
  ],
  cure: 'ask GetFileType what the handle is, and open a device of the right kind',
  cures: ['check-kind'],
  audit: [],
  diagnosis: {
    seen: 3,
    signs: [
      {
        title: 'an open handle of another kind: GetFileType tells',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          value: ['small'],
          width: ['both'],
          open: ['succeeded'],
          before: ['first'],
          rhythm: ['always'],
        },
      },
    ],
    cases: [
      {
        id: 'L23',
        title: 'pywin32: CF_BITMAP is no memory',
        url: 'https://github.com/mhammond/pywin32/issues/496',
        shows: {
          outcome: ['6'],
          call: ['memory'],
          width: ['both'],
          ffi: ['native', 'ctypes', 'ctypes-old'],
          rhythm: ['always'],
        },
      },
    ],
  },
}
