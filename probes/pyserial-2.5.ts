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
  pyserial,
  reshape,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'pyserial-2.5',
  title: 'pyserial 2.5 as published',
  mistake: 'struct-layout-shrunk',
  sequence: pyserial,
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
    endsIn(
      { pointerBytes: 8 },
      named('read-now', 'read-now-wait'),
      'lucky',
      'invalid-handle',
      'timed-out',
      'wrong-data',
      'same',
    ),
    invalidHandle(
      { pointerBytes: 8 },
      both(calling('ReadFile'), passingOverlapped),
      'struct-layout',
    ),
  ],
  danger: 'memory',
  why: 'The declarations and the order of calls of release 2.5. The port opens and is configured, and the first read says The handle is invalid; the 32-bit interpreter is fine. The HANDLE itself was declared right: ULONG_PTR = c_ulong in OVERLAPPED was not.',
  seenIn: [
    {
      title: 'pyserial bfd7c372: release 2.5',
      url: 'https://github.com/pyserial/pyserial/tree/bfd7c372c99f0c07da9a3bda4685dc33ee06cd91',
    },
    {
      title: 'the question this project began with, a copy',
      url: 'https://newbedev.com/how-can-i-fix-error-6-the-handle-is-invalid-with-pyserial',
    },
  ],
})
