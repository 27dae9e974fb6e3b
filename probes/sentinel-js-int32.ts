import { compose, defineProbe, resentinel, retype, serial } from '../src/program/index.ts'

export default defineProbe({
  id: 'sentinel-js-int32',
  title: 'HANDLE as int32_t, a failed open looked for with === -1',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: compose(
    retype({ types: ['HANDLE'], position: 'returns' }, 'int32_t'),
    resentinel('strict-minus-one'),
  ),
  claims: [],
  danger: 'none',
  why: "koffi gives INVALID_HANDLE_VALUE declared as int32_t as the number -1 on every width. JavaScript's === -1 finds the failure.",
  seenIn: [
    {
      title: 'Bun 34765 (review): a check for null or -1 that can not fire',
      url: 'https://github.com/oven-sh/bun/pull/34765',
    },
  ],
})
