import { defineProbe, invalidHandle, passAs, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-double',
  title: 'every HANDLE argument forced through a double',
  mistake: 'number-encoding',
  sequence: serial,
  device: 'loopback',
  change: passAs({ types: ['HANDLE'] }, 'double'),
  claims: [
    invalidHandle(
      { pointerBytes: 8, kernels: ['tagged'] },
      taking('kernel'),
      'tag-lost',
      'upper-half-dirty',
    ),
  ],
  danger: 'none',
  why: 'A double holds integers of 53 bits. A kernel handle fits; a value that uses the upper half, or a sign-extended one with bit 31 set, loses its lowest bits. Bun FFI passes pointers so.',
  seenIn: [
    {
      title: 'Bun 25886: a handle with bit 31 set loses its low 11 bits',
      url: 'https://github.com/oven-sh/bun/pull/25886',
    },
  ],
})
