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

/** Their FFIs give a 64-bit integer as a bigint. */
const hosts = ['node-ffi', 'bun', 'deno']

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
    endsIn({ pointerBytes: 8, hosts }, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({ pointerBytes: 8, hosts }, taking('kernel'), 'sentinel-used', 'wrong-kind'),
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
  why: "koffi gives INVALID_HANDLE_VALUE declared as int64_t as the number -1 on 64 bits; on 32 bits its upper half is leftover. JavaScript's === -1 finds the failure on 64 bits only. node:ffi, Bun and Deno give the bigint -1, which === -1 never finds.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
