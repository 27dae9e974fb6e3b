import type { Mistake } from './mistake.ts'

/** A handle is forced through a double. */
export const mistake: Mistake = {
  width: true,
  title: 'a handle is converted to a double',
  means: 'A handle is carried in a floating-point number, which has 53 significant bits.',
  how: [
    'A JavaScript FFI returns pointers as numbers.',
    'A handle is written to JSON as a number and read back.',
  ],
  tell: [
    'Small handles are not harmed, and neither is -1. Values above 2^53 lose their low bits: tagged handles, sign-extended handles with bit 31 set.',
  ],
  cure: 'carry handles as 64-bit integers, not as doubles',
  cures: ['keep-wide'],
  notIn: {
    vbnet: 'an IntPtr becomes an Integer or a Long, never a Double by itself',
    java: 'a Pointer becomes a long, never a double by itself',
    cffi: 'an int of Python has any number of bits, in JSON as well',
  },
  links: [
    {
      title: 'Bun 25886: a handle with bit 31 set loses its low 11 bits',
      url: 'https://github.com/oven-sh/bun/pull/25886',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 3,
    signs: [
      {
        title: 'low bits lost in a double: a large value, or -1',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6', 'wrong-result', 'crash'],
          value: ['address', 'ones', 'dirty-upper'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['js'],
        },
      },
    ],
    cases: [
      {
        id: 'js-bun-25886',
        title: 'Bun: GDI handles as ptr',
        url: 'https://github.com/oven-sh/bun/pull/25886',
        shows: {
          outcome: ['wrong-result', '6'],
          call: ['window'],
          width: ['only-64'],
          rhythm: ['sometimes'],
          ffi: ['js'],
        },
      },
    ],
  },
}
