import { defineProbe, invalidHandle, retype, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-i32',
  title: 'every HANDLE declared as int32_t',
  mistake: 'arg-truncated',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'] }, 'int32_t'),
  claims: [
    invalidHandle(
      { pointerBytes: 8, kernels: ['tagged'] },
      taking('kernel'),
      'tag-lost',
      'upper-half-dirty',
    ),
  ],
  danger: 'none',
  why: 'The cut drops the upper 32 bits. koffi, which makes the calls in these lanes, fills them with the sign again, which is how Windows itself widens a 32-bit handle: nothing is lost, not even the pseudo handle or the sentinel -1. An FFI that fills them with zeros loses these two: see pseudo-handle-i32. The tagged kernel, which uses the upper half, refuses every call.',
  seenIn: [
    {
      title: 'serialport stores the HANDLE of a port in an int',
      url: 'https://github.com/serialport/bindings-cpp/blob/19820c3/src/serialport_win.cpp#L226',
    },
    {
      title: 'OpenZFS on Windows keeps a CreateFile result in an int; values stay small',
      url: 'https://github.com/openzfsonwindows/openzfs/issues/18',
    },
  ],
})
