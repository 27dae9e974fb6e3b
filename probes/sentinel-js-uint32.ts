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

export default defineProbe({
  id: 'sentinel-js-uint32',
  title: 'HANDLE as uint32_t, a failed open looked for with === -1',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: compose(
    retype({ types: ['HANDLE'], position: 'returns' }, 'uint32_t'),
    resentinel('strict-minus-one'),
  ),
  claims: [
    endsIn({}, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({}, taking('kernel'), 'sentinel-used', 'wrong-kind', 'tag-lost'),
  ],
  danger: 'none',
  why: "koffi gives INVALID_HANDLE_VALUE declared as uint32_t as the number 4294967295 on every width. JavaScript's === -1 never finds the failure, and the next call reports error 6.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
