import {
  address,
  alterAll,
  both,
  calling,
  defineProbe,
  endsIn,
  invalidHandle,
  named,
  overlapped,
  passingOverlapped,
  serial,
  unchanged,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'hevent-pointer',
  title: 'hEvent holds a pointer of the program',
  mistake: 'hevent-misuse',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: alterAll(step =>
    step.assign?.some(({ object, field }) => object === 'readOverlapped' && field === 'hEvent')
      ? { ...step, assign: overlapped('readOverlapped', address('buffer')) }
      : step,
  ),
  does: 'puts the address of its buffer into hEvent of each read',
  claims: [
    endsIn(
      {},
      named('read-nonblocking', 'read-nonblocking-result'),
      'same',
      'lucky',
      'invalid-handle',
      'wrong-data',
    ),
    invalidHandle(
      { kernels: ['tagged'], pointerBytes: 8 },
      both(calling('ReadFile'), passingOverlapped),
      'never-a-handle',
    ),
    invalidHandle({}, both(calling('ReadFile'), passingOverlapped), 'never-a-handle'),
    endsIn(
      { kernels: ['tagged'], pointerBytes: 8 },
      both(calling('CancelIoEx'), passingOverlapped),
      'invalid-handle',
      'not-reached',
    ),
  ],
  danger: 'none',
  why: 'Programs that use completion routines may keep a pointer in hEvent. With calls that do look at the event, the pointer is taken for a handle: error 6 although all widths are right, on every architecture, by driver and call.',
  seenIn: [
    {
      title: 'bindings-cpp 238: a baton pointer in hEvent',
      url: 'https://github.com/serialport/bindings-cpp/pull/238',
    },
    {
      title: 'node-serialport 3086: GetOverlappedResult: invalid handle on Windows ARM',
      url: 'https://github.com/serialport/node-serialport/issues/3086',
    },
  ],
})
