import type { Mistake } from './mistake.ts'

/** An alias such as long or HANDLE has another size than thought. */
export const mistake: Mistake = {
  width: true,
  title: 'an alias such as long or HANDLE has another size than expected',
  means:
    'An alias has another size than its author expected: `long` has 32 bits on every Windows and 64 on 64-bit Unix.',
  how: [
    'HANDLE, ULONG_PTR or LPARAM is defined through `long`.',
    'A C `long` of a Unix FFI is taken for a DWORD, or the other way round.',
  ],
  tell: [
    'Everything built on the alias fails in one kind of process only.',
    'ULONG_PTR as an alias of `unsigned long` is what broke OVERLAPPED in pyserial 2.5.',
  ],
  cure: 'take the alias from the headers of the target: long has 32 bits on Windows, HANDLE and ULONG_PTR follow the pointer',
  cures: ['declare-handle', 'overlapped-struct', 'narrow-results'],
  audit: ['alias-width', 'integer-for-pointer', 'class-mismatch'],
  diagnosis: {
    seen: 5,
    signs: [
      {
        title: 'an alias has another size than expected: everything built on it fails on one width',
        shows: {
          outcome: ['6', 'wrong-result', 'crash', 'other-code', '87'],
          width: ['only-64', 'only-32'],
          rhythm: ['always'],
        },
      },
    ],
    cases: [
      {
        id: 'rb-ffi-262',
        title: 'ruby-ffi: long for a pointer',
        url: 'https://github.com/ffi/ffi/issues/262',
        shows: {
          outcome: ['wrong-result'],
          call: ['other'],
          width: ['only-64'],
          value: ['cut-address'],
          ffi: ['other'],
        },
      },
      {
        id: 'hs-win32-53',
        title: 'Haskell Win32: 32-bit aliases',
        url: 'https://github.com/haskell/win32/issues/53',
        shows: {
          outcome: ['wrong-result', 'crash'],
          call: ['window'],
          width: ['only-64'],
          ffi: ['other'],
        },
      },
      {
        id: 'ada-gwindows-4',
        title: 'GWindows: C long for handles',
        url: 'https://github.com/zertovitch/gwindows/pull/4',
        shows: { call: ['window', 'registry'], width: ['only-64'], ffi: ['native'] },
      },
      {
        id: 'cl-cffi-42',
        title: 'CFFI: :long of 8 bytes',
        url: 'https://github.com/cffi/cffi/pull/42',
        shows: { call: ['other'], width: ['only-64'], ffi: ['other'] },
      },
    ],
  },
}
