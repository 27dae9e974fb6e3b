import type { Mistake } from './mistake.ts'

/** A predefined HKEY is zero-extended. */
export const mistake: Mistake = {
  width: true,
  title: 'a predefined HKEY is zero-extended',
  means:
    'A predefined key such as HKEY_LOCAL_MACHINE is passed as 0x0000000080000002; Windows defines it as 0xFFFFFFFF80000002 on x64.',
  how: ['The constant is written as an unsigned 32-bit number and zero-extended.'],
  tell: [
    'Measured under Wine: it works, and even another upper half does. One report from Windows says that it worked there too. It is not certain to fail.',
  ],
  cure: 'sign-extend the predefined keys: (HKEY)(LONG)0x80000002',
  cures: ['predefined-key'],
  links: [
    { title: 'cc-rs 739: it worked anyway', url: 'https://github.com/rust-lang/cc-rs/pull/739' },
  ],
  audit: [],
  diagnosis: {
    seen: 2,
    signs: [
      {
        title: 'a predefined key zero-extended: it mostly works',
        shows: {
          layout: ['right'],
          check: ['right'],
          redirected: ['no'],
          outcome: ['6', 'wrong-result'],
          call: ['registry'],
          width: ['only-64'],
        },
      },
    ],
    cases: [
      {
        id: 'rs-winapi-299',
        title: 'winapi-rs: HKEY constants',
        url: 'https://github.com/retep998/winapi-rs/issues/299',
        shows: { outcome: ['wrong-result'], call: ['registry'], width: ['only-64'], ffi: ['rust'] },
      },
      {
        id: 'rs-cc-739',
        title: 'cc-rs: HKLM zero-extended, it worked',
        url: 'https://github.com/rust-lang/cc-rs/pull/739',
        shows: { call: ['registry'], width: ['only-64'], ffi: ['rust'] },
      },
    ],
  },
}
