import {
  calling,
  defineProbe,
  endsIn,
  invalidHandle,
  processSequence,
  retype,
  taking,
  using,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'pseudo-handle-u32',
  title: 'every HANDLE declared as uint32_t, used on the pseudo handle',
  mistake: 'pseudo-handle',
  sequence: processSequence,
  device: 'none',
  change: retype({ types: ['HANDLE'] }, 'uint32_t'),
  claims: [
    endsIn({ pointerBytes: 8 }, calling('GetCurrentProcess'), 'lucky', 'same'),
    invalidHandle({ pointerBytes: 8 }, using('process'), 'upper-half-dirty', 'tag-lost'),
    invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'tag-lost'),
  ],
  danger: 'none',
  why: 'GetCurrentProcess returns -1. Cut and zero-extended it is 0x00000000FFFFFFFF, which is no handle on 64 bits: the one value for which a plain cut of a kernel handle does give error 6. Declared signed, it depends on the FFI: see pseudo-handle-i32.',
  seenIn: [
    {
      title: 'pinvoke 302: the pseudo handle judged invalid',
      url: 'https://github.com/dotnet/pinvoke/issues/302',
    },
  ],
})
