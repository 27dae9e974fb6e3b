import { defineProbe, endsIn, everyStep, retype, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-i64',
  title: 'every HANDLE declared as int64_t',
  mistake: 'too-wide',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'] }, 'int64_t'),
  claims: [
    endsIn(
      { pointerBytes: 4 },
      everyStep,
      'lucky',
      'other-error',
      'wrong-data',
      'crashed',
      'timed-out',
      'not-reached',
    ),
  ],
  danger: 'memory',
  why: 'Right on 64 bits. In a 32-bit process the argument takes two slots, so every argument behind the handle arrives one slot late, and the callee takes fewer bytes off the stack than the caller put there. The result is read from two registers of which one is leftover. The handle itself still comes first and whole: this never ends in error 6.',
  seenIn: [
    {
      title: 'Greengrass: a fix for 64 bits that fails on a 32-bit JVM',
      url: 'https://github.com/aws-greengrass/aws-greengrass-nucleus',
    },
  ],
})
