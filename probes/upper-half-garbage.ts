import { defineProbe, invalidHandle, passAs, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'upper-half-garbage',
  title: 'leftovers in the upper half of every HANDLE argument',
  mistake: 'arg-upper-garbage',
  sequence: serial,
  device: 'loopback',
  change: passAs({ types: ['HANDLE'] }, 'upper-garbage'),
  claims: [invalidHandle({ pointerBytes: 8 }, taking('kernel'), 'upper-half-dirty')],
  danger: 'none',
  why: 'The callee reads 64 bits, the FFI wrote 32: what lay in the register or on the stack becomes the upper half of the handle. CPython up to 3.7 on x64 did this with every undeclared int argument, so the same script failed at random. In a 32-bit process there is no upper half.',
  seenIn: [
    {
      title: 'win-unicode-console: random WinError 6 with a handle of 84',
      url: 'https://github.com/Drekin/win-unicode-console/issues/32',
    },
    {
      title: 'prompt_toolkit: plain int handles work or break by luck',
      url: 'https://github.com/prompt-toolkit/python-prompt-toolkit/pull/930',
    },
  ],
})
