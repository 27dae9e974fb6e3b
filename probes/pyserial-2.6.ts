import { defineProbe, pyserial, unchanged } from '../src/program/index.ts'

export default defineProbe({
  id: 'pyserial-2.6',
  title: 'pyserial 2.6 as published',
  mistake: 'as-published',
  sequence: pyserial,
  device: 'loopback',
  change: unchanged,
  claims: [],
  danger: 'none',
  why: 'The release that mended OVERLAPPED: ULONG_PTR has 64 bits where a pointer has.',
  seenIn: [
    {
      title: 'pyserial de43290c: the fix',
      url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
    },
    {
      title: 'pyserial ab1dd0d: release 2.6',
      url: 'https://github.com/pyserial/pyserial/tree/ab1dd0d',
    },
  ],
})
