import {
  calling,
  compose,
  defineProbe,
  endsIn,
  invalidHandle,
  resentinel,
  retype,
  serial,
  taking,
} from '../src/program/index.ts'

/** Their FFIs give a 64-bit integer as a bigint. */
const hosts = ['node-ffi', 'bun', 'deno', 'ffi-rs']

export default defineProbe({
  id: 'sentinel-js-intptr',
  title: 'HANDLE as intptr_t, a failed open looked for with === -1',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: compose(
    retype({ types: ['HANDLE'], position: 'returns' }, 'intptr_t'),
    resentinel('strict-minus-one'),
  ),
  claims: [
    endsIn({ pointerBytes: 8, hosts }, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({ pointerBytes: 8, hosts }, taking('kernel'), 'sentinel-used', 'wrong-kind'),
  ],
  danger: 'none',
  why: "koffi gives INVALID_HANDLE_VALUE declared as intptr_t as the number -1 on every width. JavaScript's === -1 finds the failure. node:ffi, Bun, Deno and ffi-rs give the bigint -1 on 64 bits, which === -1 never finds.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
