import type { Mistake } from './mistake.ts'

/** Another program has the port open. */
export const mistake: Mistake = {
  width: false,
  title: 'another program has the port open',
  means: 'Another program has the port open, and a port cannot be shared.',
  how: ['A terminal program, a second instance, a service.'],
  tell: [
    'CreateFileW fails with 5 (ERROR_ACCESS_DENIED) on Windows (documented, not measured here). Under Wine a second open of a pseudo terminal succeeds (measured).',
    'If the result of the open is not checked, the next call fails with 6.',
  ],
  cure: 'close the other program, or say that the port is in use; check the result of the open',
  cures: ['retry-open', 'compare-sentinel'],
  audit: [],
  diagnosis: {
    seen: 2,
    signs: [
      {
        title: 'the open of a port is denied, because another program has it open',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['denied'],
          call: ['open'],
          open: ['failed'],
          width: ['both'],
          before: ['first', 'worked'],
        },
      },
    ],
    cases: [],
  },
}
