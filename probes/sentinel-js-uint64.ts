import {
  calling,
  compose,
  defineProbe,
  endsIn,
  everyStep,
  invalidHandle,
  resentinel,
  retype,
  serial,
  taking,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'sentinel-js-uint64',
  title: 'HANDLE as uint64_t, a failed open looked for with === -1',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: compose(
    retype({ types: ['HANDLE'], position: 'returns' }, 'uint64_t'),
    resentinel('strict-minus-one'),
  ),
  claims: [
    endsIn({ pointerBytes: 8 }, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({ pointerBytes: 8 }, taking('kernel'), 'sentinel-used', 'wrong-kind'),
    endsIn(
      { pointerBytes: 4 },
      everyStep,
      'same',
      'invalid-handle',
      'other-error',
      'wrong-data',
      'crashed',
      'timed-out',
      'not-judged',
      'not-reached',
    ),
  ],
  danger: 'memory',
  why: "koffi gives INVALID_HANDLE_VALUE declared as uint64_t as 2^64-1 as a bigint on 64 bits; on 32 bits its upper half is leftover. JavaScript's === -1 never finds the failure, and the next call reports error 6.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
