import { defineProbe, endsIn, everyStep, retype, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'bool-i64',
  title: 'every BOOL result declared as int64_t',
  mistake: 'return-upper-undefined',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['BOOL'], position: 'returns' }, 'int64_t'),
  claims: [
    endsIn({ pointerBytes: 8, engines: ['wine', 'sim'] }, everyStep, 'same', 'lucky'),
    endsIn({}, everyStep, 'same', 'lucky', 'wrong-data', 'timed-out', 'not-reached'),
  ],
  danger: 'none',
  why: 'A function that returns 32 bits leaves the upper half of the register undefined. Read as 64 bits, a FALSE can look like success. Whether it does depends on what the callee had there.',
  seenIn: [
    {
      title: 'Go 81249: 32-bit results read as full registers on windows/arm64',
      url: 'https://github.com/golang/go/issues/81249',
    },
  ],
})
