import { defineProbe, invalidHandle, retype, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-long',
  title: 'HANDLE as an alias of LONG, the C long of Windows',
  mistake: 'type-alias',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'] }, 'int32_t'),
  claims: [invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'tag-lost')],
  danger: 'none',
  why: 'On Windows a C long has 32 bits in 64-bit processes too. An alias of HANDLE to long is the same mistake as int32_t; kernel handles survive it.',
  seenIn: [
    {
      title: 'Haskell Win32 53: LPARAM and SIZE_T as 32-bit aliases',
      url: 'https://github.com/haskell/win32/issues/53',
    },
    {
      title: 'GWindows 4: HINSTANCE and HKEY as C long',
      url: 'https://github.com/zertovitch/gwindows/pull/4',
    },
    { title: 'ruby-ffi 262: :long for pointers', url: 'https://github.com/ffi/ffi/issues/262' },
  ],
})
