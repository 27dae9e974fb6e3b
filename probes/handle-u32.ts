import { defineProbe, invalidHandle, retype, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-u32',
  title: 'every HANDLE declared as uint32_t',
  mistake: 'arg-truncated',
  sequence: serial,
  device: 'loopback',
  change: retype({ types: ['HANDLE'] }, 'uint32_t'),
  claims: [
    invalidHandle(
      { pointerBytes: 8, kernels: ['tagged'] },
      taking('kernel'),
      'tag-lost',
      'upper-half-dirty',
    ),
  ],
  danger: 'none',
  why: 'The cut drops the upper 32 bits, and every FFI that was measured fills them with zeros again. A kernel handle has nothing there, so the port works on x64 as it does on ia32: the popular explanation of error 6 describes a harmless mistake. Only the pseudo handle -1 and the failed open (also -1) lose something. The tagged kernel, which uses the upper half, refuses every call.',
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
