import type { Mistake } from './mistake.ts'

/** A HANDLE is declared with 64 bits in a 32-bit process. */
export const mistake: Mistake = {
  width: true,
  title: 'a HANDLE is declared with 64 bits in a 32-bit process',
  means: 'A HANDLE is declared with 64 bits in a 32-bit process.',
  how: ['`int64`, `uint64`, `LongLong` or `long` of .NET is used for all processes.'],
  tell: [
    'The low half is the right value and the high half is garbage, so comparisons fail.',
    'As a parameter it takes two places, and all later arguments move: the handle arrives, the argument after it does not.',
    'It is right on x64.',
  ],
  cure: 'declare a HANDLE with the type that follows the pointer, not with 64 bits',
  cures: ['narrow-results', 'declare-handle'],
  audit: ['arguments-shifted', 'parameter-widened'],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'arguments of 64 bits in a 32-bit process: the stack is unbalanced',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['refused', 'crash'],
          width: ['only-32'],
          hint: ['stack'],
          rhythm: ['always'],
        },
      },
      {
        title:
          'a handle declared with 64 bits in a 32-bit process: every later argument is read from the wrong place',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['crash', '87', 'wrong-result'],
          call: ['handle', 'open', 'overlapped'],
          width: ['only-32'],
          value: ['small'],
          rhythm: ['always'],
          before: ['first'],
        },
      },
    ],
    cases: [],
  },
}
