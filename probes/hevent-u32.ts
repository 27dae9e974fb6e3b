import {
  compose,
  defineProbe,
  invalidHandle,
  narrowField,
  passingOverlapped,
  serial,
  startWith,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'hevent-u32',
  title: 'hEvent declared as uint32_t in an OVERLAPPED of zeros',
  mistake: 'field-narrowed',
  sequence: serial,
  device: 'loopback',
  change: compose(
    startWith('OVERLAPPED', 'zeros'),
    narrowField('OVERLAPPED', 'hEvent', 'uint32_t', 4),
  ),
  claims: [invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, passingOverlapped, 'tag-lost')],
  danger: 'none',
  why: 'The field holds the low half, the bytes behind it are zeros: the callee reads a zero-extended handle. A kernel handle survives that.',
  seenIn: [
    {
      title: 'eventcore 53: handles in 32-bit ids',
      url: 'https://github.com/vibe-d/eventcore/pull/53',
    },
  ],
})
