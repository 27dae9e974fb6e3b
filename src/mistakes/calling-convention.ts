import type { Mistake } from './mistake.ts'

/** Cdecl for stdcall or the other way round; 32-bit processes alone. */
export const mistake: Mistake = {
  width: false,
  title: 'cdecl for stdcall or the other way round (32-bit processes only)',
  means:
    'A function is declared `__cdecl` although it is `__stdcall`: caller and callee both clean up the stack, or neither does.',
  how: ['The FFI uses `__cdecl` by default.'],
  tell: [
    'It happens in 32-bit processes only, the mirror image of a width bug: x64 and arm64 have one convention.',
    'It ends in a crash or in an error of the runtime (PInvokeStackImbalance), not in error 6.',
    'With koffi it had no effect (measured under Wine on ia32).',
  ],
  cure: 'declare Win32 functions as __stdcall',
  cures: ['calling-convention'],
  audit: ['convention', 'parameter-count'],
  diagnosis: {
    seen: 3,
    signs: [
      {
        title: 'a damaged stack, in 32-bit processes alone',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['crash', 'refused', 'wrong-result'],
          width: ['only-32'],
          hint: ['stack'],
        },
      },
    ],
    cases: [
      {
        id: 'L25',
        title: 'openevv: cdecl for stdcall',
        url: 'https://github.com/Mudb0y/openevv/issues/7',
        shows: {
          outcome: ['crash', 'refused'],
          call: ['other'],
          width: ['only-32'],
          ffi: ['ctypes', 'pinvoke'],
          hint: ['stack'],
        },
      },
    ],
  },
}
