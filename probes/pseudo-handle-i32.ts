import {
  calling,
  defineProbe,
  either,
  invalidHandle,
  processSequence,
  retype,
  using,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'pseudo-handle-i32',
  title: 'every HANDLE declared as int32_t, used on the pseudo handle',
  mistake: 'pseudo-handle',
  sequence: processSequence,
  device: 'none',
  change: retype({ types: ['HANDLE'] }, 'int32_t'),
  claims: [
    invalidHandle(
      { ffi: { declared: 'int32_t', value: 'minus-one', becomes: 'zeros' } },
      using('process'),
      'upper-half-dirty',
      'tag-lost',
    ),
    invalidHandle(
      { pointerBytes: 8, kernels: ['tagged'] },
      either(using('event', 'duplicate'), calling('DuplicateHandle')),
      'tag-lost',
    ),
  ],
  danger: 'none',
  why: 'GetCurrentProcess returns -1. An FFI that fills the upper half of a 32-bit argument with the sign passes -1 again, and all works; one that fills it with zeros passes 0x00000000FFFFFFFF, which is no handle on 64 bits: error 6. Measured on x64: koffi and Bun fill with the sign; libffi (ffi-napi and node:ffi; ctypes stands on it and was not measured itself), ffi-rs and Deno fill with zeros. So the same declaration has two verdicts.',
  seenIn: [
    {
      title: 'pinvoke 302: the pseudo handle judged invalid',
      url: 'https://github.com/dotnet/pinvoke/issues/302',
    },
  ],
})
