import { defineProbe, endsIn, everyStep, narrowVariables, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'dword-cell-64',
  title: 'variables of type DWORD declared with 64 bits, as a Unix long',
  mistake: 'type-alias',
  sequence: serial,
  device: 'loopback',
  change: narrowVariables('DWORD', 'uint64_t'),
  claims: [endsIn({}, everyStep, 'same', 'lucky', 'wrong-data')],
  danger: 'none',
  why: 'The callee writes 4 bytes, the program reads 8: the upper half of each count is what was there before. Not a matter of handles, and the same on 32 bits.',
  seenIn: [
    { title: 'CFFI 42: :long had 8 bytes on Win64', url: 'https://github.com/cffi/cffi/pull/42' },
  ],
})
