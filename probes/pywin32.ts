import { defineProbe, pyserial, unchanged } from '../src/program/index.ts'

export default defineProbe({
  id: 'pywin32',
  title: 'pyserial 2.4 over pywin32, the cure people were told',
  mistake: 'as-published',
  sequence: pyserial,
  device: 'loopback',
  change: unchanged,
  claims: [],
  danger: 'none',
  why: 'Going back to pywin32 helped because it brings an OVERLAPPED made by a C compiler, not because it passes the handle otherwise.',
  seenIn: [
    {
      title: 'pyserial 030a6f9: release 2.4',
      url: 'https://github.com/pyserial/pyserial/tree/030a6f9',
    },
    {
      title: 'totalopenstation 29',
      url: 'https://github.com/totalopenstation/totalopenstation/issues/29',
    },
  ],
})
