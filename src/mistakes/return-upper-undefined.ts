import type { Mistake } from './mistake.ts'

/** A 32-bit result is read as 64 bits. */
export const mistake: Mistake = {
  width: true,
  title: 'a 32-bit result is read as 64 bits',
  means:
    'A function that returns 32 bits is declared to return 64, so what was left in the upper half of the register is read as part of the result.',
  how: ['BOOL or DWORD is declared as `long` of a 64-bit Unix, as `int64_t` or as `size_t`.'],
  tell: [
    'A call that failed seems to succeed, because the upper half is not zero. It depends on what the callee did before.',
  ],
  cure: 'read a BOOL or DWORD result as 32 bits',
  cures: ['narrow-results'],
  links: [
    {
      title: 'Go 81249: 32-bit results read from the full register',
      url: 'https://github.com/golang/go/issues/81249',
    },
  ],
  audit: ['result-widened', 'result-of-void'],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'a 32-bit result read as 64 bits: success and failure are mixed up',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['wrong-result'],
          width: ['only-64'],
          rhythm: ['sometimes'],
        },
      },
    ],
    cases: [
      {
        id: 'go-81249',
        title: 'x/sys: the full register of a 32-bit result',
        url: 'https://github.com/golang/go/issues/81249',
        shows: { outcome: ['wrong-result'], call: ['other'], width: ['only-64'], ffi: ['go'] },
      },
    ],
  },
}
