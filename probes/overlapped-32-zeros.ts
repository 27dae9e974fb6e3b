import {
  compose,
  defineProbe,
  endsIn,
  leaveBehind,
  named,
  passingOverlapped,
  pyserial,
  reshape,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'overlapped-32-zeros',
  title: 'OVERLAPPED with ULONG_PTR as uint32_t, zeros behind it',
  mistake: 'struct-layout-shrunk',
  sequence: pyserial,
  device: 'loopback',
  change: compose(
    reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'),
    leaveBehind('OVERLAPPED', 'zeros'),
  ),
  claims: [
    endsIn({ pointerBytes: 8 }, named('read-now-wait'), 'timed-out'),
    endsIn({ pointerBytes: 8 }, passingOverlapped, 'lucky'),
  ],
  danger: 'memory',
  why: 'With zeros where the callee looks for hEvent, the transfer is started without an event: no error 6. GetOverlappedResult waits on the port instead and returns; a program that waits for its event itself, as pyserial does with timeout=0, waits for ever. The same declaration gives error 6 or a hang, by what happens to lie behind the object.',
  seenIn: [
    {
      title: 'pyserial de43290c: the declaration that was mended',
      url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
    },
  ],
})
