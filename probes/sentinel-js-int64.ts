import {
  compose,
  defineProbe,
  endsIn,
  everyStep,
  resentinel,
  retype,
  serial,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'sentinel-js-int64',
  title: 'HANDLE as int64_t, a failed open looked for with === -1',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: compose(
    retype({ types: ['HANDLE'], position: 'returns' }, 'int64_t'),
    resentinel('strict-minus-one'),
  ),
  claims: [
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
  why: "koffi gives INVALID_HANDLE_VALUE declared as int64_t as the number -1 on 64 bits; on 32 bits its upper half is leftover. JavaScript's === -1 finds the failure on 64 bits only.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
