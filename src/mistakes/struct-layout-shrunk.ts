import type { Mistake } from './mistake.ts'

/** Pointer-sized members are declared with 32 bits, later ones move. */
export const mistake: Mistake = {
  width: true,
  title: 'pointer-sized members are declared with 32 bits, later ones move',
  means:
    'Members as wide as a pointer are declared with 32 bits. Later members move to lower offsets and the struct is too short, so the callee and the program read and write at different offsets.',
  how: ['`ULONG_PTR = c_ulong`, five `int` fields for OVERLAPPED, `DWORD Internal`.'],
  tell: [
    'Only calls that take the struct fail; the same handle works everywhere else.',
    'It depends on what follows the struct in memory: garbage gives error 6, zeros give a wait that never ends.',
    'In a 32-bit process the declaration is right.',
  ],
  cure: 'declare ULONG_PTR and HANDLE members as wide as a pointer; OVERLAPPED has 32 bytes and hEvent at 24 in a 64-bit process',
  cures: ['overlapped-struct', 'struct-size'],
  links: [
    {
      title: 'pyserial de43290c: the cure, released in 2.6',
      url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
    },
  ],
  audit: ['field-width', 'field-offset', 'struct-size', 'struct-by-value'],
  diagnosis: {
    seen: 4,
    signs: [
      {
        title:
          'error 6 only in calls that take OVERLAPPED, while the same handle works elsewhere; 32-bit processes are fine',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          width: ['only-64'],
          siblings: ['ok'],
          open: ['succeeded'],
          value: ['small'],
          layout: ['wrong'],
          rhythm: ['always', 'sometimes'],
        },
      },
      {
        title: 'the transfer starts and its event is never set',
        shows: {
          outcome: ['hang'],
          call: ['overlapped', 'wait'],
          width: ['only-64'],
          siblings: ['ok'],
          layout: ['wrong'],
        },
      },
      {
        title:
          'another struct with addresses in it: the callee writes beyond it, or reads halves of addresses',
        shows: {
          outcome: ['crash', 'wrong-result', '87'],
          width: ['only-64'],
          layout: ['wrong'],
          rhythm: ['always', 'sometimes'],
        },
      },
      {
        title: 'a struct that states its size, computed from a declaration that is too short',
        shows: {
          outcome: ['1784', '87'],
          call: ['enumerate'],
          width: ['only-64'],
          hint: ['cbsize'],
        },
      },
    ],
    cases: [
      {
        id: 'py-pyserial-overlapped',
        title: 'pyserial 2.5: ULONG_PTR as c_ulong in OVERLAPPED',
        url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
        shows: {
          outcome: ['6'],
          call: ['overlapped'],
          width: ['only-64'],
          siblings: ['ok'],
          open: ['succeeded'],
          layout: ['wrong'],
          ffi: ['ctypes-old'],
          before: ['first'],
        },
      },
      {
        id: 'cs-hidlib-118',
        title: 'HidLibrary: OVERLAPPED of five int',
        url: 'https://github.com/mikeobrien/HidLibrary/pull/118',
        shows: { call: ['overlapped'], width: ['only-64'], layout: ['wrong'], ffi: ['pinvoke'] },
      },
      {
        id: 'd-druntime-84',
        title: 'druntime: OVERLAPPED with DWORD members',
        url: 'https://github.com/dlang/druntime/pull/84',
        shows: { call: ['overlapped'], width: ['only-64'], layout: ['wrong'], ffi: ['native'] },
      },
    ],
  },
}
