import type { Mistake } from './mistake.ts'

/** The pseudo handle -1 is zero-extended or taken for a failure. */
export const mistake: Mistake = {
  width: true,
  title: 'the pseudo handle -1 is zero-extended or taken for a failure',
  means:
    'The pseudo handle of the process, -1, is zero-extended to 0x00000000FFFFFFFF, which is not a handle; or it is taken for a failure.',
  how: [
    'GetCurrentProcess is declared `uint32_t`, or its -1 is passed through a 32-bit unsigned parameter.',
    'It is declared `int32_t`, or not at all as ctypes allows, and the FFI fills the upper half with zeros.',
    'A class treats -1 as invalid and refuses a right value.',
  ],
  tell: [
    'DuplicateHandle, GetHandleInformation and GetProcessId fail with 6 on x64 and work on ia32 (measured under Wine).',
    'Declared `int32_t` it depends on the FFI: on x64 koffi and Bun fill the upper half with the sign, and it works; libffi (on which ctypes stands; ctypes itself was not measured), Deno, ffi-rs and compiled C fill it with zeros: error 6. On arm64, whose CPU was emulated, koffi, Bun, Deno, ffi-rs and node:ffi fill it with the sign (measured under Wine).',
  ],
  cure: 'pass -1 as wide as a pointer, and do not take it for a failure',
  cures: ['pseudo-handle'],
  audit: ['handle-narrowed'],
  diagnosis: {
    seen: 1,
    signs: [
      {
        title: 'the pseudo handle -1 arrives as 0x00000000FFFFFFFF',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          call: ['process', 'handle'],
          value: ['ones-32'],
          width: ['only-64'],
          rhythm: ['always'],
          open: ['succeeded'],
        },
      },
      {
        title:
          'the pseudo handle is read as an unsigned number, kept, and closed or waited for like a real one',
        shows: {
          layout: ['right'],
          redirected: ['no'],
          outcome: ['6'],
          call: ['close', 'process', 'wait', 'handle'],
          value: ['ones', 'ones-32'],
          rhythm: ['always'],
          open: ['succeeded'],
        },
      },
    ],
    cases: [
      {
        id: 'cs-pinvoke-302',
        title: 'dotnet/pinvoke: GetCurrentProcess is taken for invalid',
        url: 'https://github.com/dotnet/pinvoke/issues/302',
        shows: {
          outcome: ['wrong-result'],
          call: ['process'],
          width: ['both'],
          value: ['ones'],
          ffi: ['pinvoke'],
        },
      },
    ],
  },
}
