import { compose, defineProbe, endsIn, everyStep, leaveBehind, passingOverlapped, reshape, serial } from '../src/probe/index.ts'

export default defineProbe({
  id: 'overlapped-32-zeros',
  title: 'OVERLAPPED with ULONG_PTR as uint32_t, zeros behind it',
  mechanism: 'struct-layout-shrunk',
  sequence: serial,
  device: 'loopback',
  change: compose(reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'), leaveBehind('OVERLAPPED', 'zeros')),
  claims: [
    endsIn({ pointerBytes: 8 }, passingOverlapped, 'timed-out', 'lucky', 'wrong-data', 'other-error', 'not-reached', 'invalid-handle'),
    endsIn({ pointerBytes: 8 }, everyStep, 'same', 'not-reached')
  ],
  danger: 'memory',
  why: 'With zeros where the callee looks for hEvent the transfer is started without an event. The program waits for an event that nobody sets: no error 6 but a hang. The same declaration gives one or the other, by what happens to lie behind the object.',
  seenIn: [
    { title: 'pyserial de43290c: the declaration that was mended', url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31' }
  ]
})
