import {
  both,
  calling,
  defineProbe,
  endsIn,
  expectedOnWindows,
  invalidHandle,
  invalidHandleOr,
  named,
  passingOverlapped,
  reshape,
  serial,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'overlapped-32',
  title: 'OVERLAPPED with ULONG_PTR as uint32_t, leftovers behind it',
  mistake: 'struct-layout-shrunk',
  sequence: serial,
  device: 'loopback',
  change: reshape('OVERLAPPED', 'ULONG_PTR', 'uint32_t'),
  claims: [
    // A pipe looks at the event of a write before it takes the bytes.
    invalidHandle(
      { pointerBytes: 8, devices: ['pipe'] },
      both(calling('WriteFile'), passingOverlapped),
      'struct-layout',
    ),
    invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, passingOverlapped, 'struct-layout'),
    // The I/O manager of Windows takes the event before the driver gets the request; Wine lets a write that ends at once go by.
    expectedOnWindows(
      invalidHandleOr(
        { pointerBytes: 8 },
        both(calling('WriteFile'), passingOverlapped),
        ['lucky'],
        'struct-layout',
      ),
    ),
    // A transfer that ends at once does not look at the event.
    endsIn(
      { pointerBytes: 8 },
      named('read-nonblocking', 'read-nonblocking-result'),
      'lucky',
      'invalid-handle',
      'wrong-data',
    ),
    invalidHandle(
      { pointerBytes: 8 },
      both(calling('ReadFile', 'WaitCommEvent'), passingOverlapped),
      'struct-layout',
    ),
  ],
  danger: 'none',
  why: 'The struct shrinks from 32 to 24 bytes and hEvent moves from 24 to 16. The callee takes the event from offset 24, behind the object of the program, and refuses what it finds there. Calls without OVERLAPPED succeed with the same handle. In a 32-bit process the declaration is right. This is what pyserial 2.5 declared.',
  seenIn: [
    {
      title: 'pyserial de43290c: the fix, released in 2.6',
      url: 'https://github.com/pyserial/pyserial/commit/de43290c98d644b8b5e62c38c5a1f6209ad5ac31',
    },
    { title: 'TinyG 4: 2.5 fails, 2.4 works', url: 'https://github.com/synthetos/TinyG/issues/4' },
    {
      title: 'HidLibrary 118: OVERLAPPED of five ints',
      url: 'https://github.com/mikeobrien/HidLibrary/pull/118',
    },
  ],
})
