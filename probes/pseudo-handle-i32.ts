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
      { pointerBytes: 8, kernels: ['tagged'] },
      either(using('event', 'duplicate'), calling('DuplicateHandle')),
      'tag-lost',
    ),
  ],
  danger: 'none',
  why: 'GetCurrentProcess returns -1. Cut and sign-extended it is -1 again.',
  seenIn: [
    {
      title: 'pinvoke 302: the pseudo handle judged invalid',
      url: 'https://github.com/dotnet/pinvoke/issues/302',
    },
  ],
})
