import type { Mistake } from './mistake.ts'

/** A union is laid out one member behind the other. */
export const mistake: Mistake = {
  width: true,
  title: 'a union is laid out one member behind the other',
  means:
    'The alternatives of a union are laid out one behind the other, so all later members move to higher offsets.',
  how: [
    'OVERLAPPED is declared with Offset, OffsetHigh and Pointer in a row, because the FFI has no unions.',
  ],
  tell: [
    'hEvent lies at 32 instead of 24 on x64 and at 20 instead of 16 on ia32: wrong in both kinds of process.',
    'It goes unnoticed as long as hEvent is not used.',
  ],
  cure: 'lay the alternatives of the union over one another',
  cures: ['overlapped-struct'],
  audit: ['field-offset', 'struct-size'],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'a union laid out in sequence: the struct is too long at every width',
        shows: {
          outcome: ['6', '87', 'hang'],
          call: ['overlapped'],
          width: ['both'],
          siblings: ['ok'],
          layout: ['wrong'],
        },
      },
    ],
    cases: [],
  },
}
