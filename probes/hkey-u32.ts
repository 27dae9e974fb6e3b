import { defineProbe, registry, retype } from '../src/program/index.ts'

export default defineProbe({
  id: 'hkey-u32',
  title: 'every HKEY declared as uint32_t',
  mistake: 'hkey-not-sign-extended',
  sequence: registry,
  device: 'none',
  change: retype({ types: ['HKEY'] }, 'uint32_t'),
  claims: [],
  danger: 'none',
  why: 'The predefined keys are 32-bit constants that the headers sign-extend. Zero-extended they differ from the constant of the SDK, and work all the same where it was measured.',
  seenIn: [
    {
      title: 'cc-rs 739: HKLM zero-extended, and it worked',
      url: 'https://github.com/rust-lang/cc-rs/pull/739',
    },
    {
      title: 'winapi-rs 299: the constants mended',
      url: 'https://github.com/retep998/winapi-rs/issues/299',
    },
  ],
})
