import {
  compose,
  defineProbe,
  endsIn,
  everyStep,
  flattenUnions,
  passingOverlapped,
  serial,
  startWith,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'overlapped-flattened',
  title: 'OVERLAPPED with the members of its union one behind the other',
  mistake: 'union-misplaced',
  sequence: serial,
  device: 'loopback',
  change: compose(flattenUnions('OVERLAPPED'), startWith('OVERLAPPED', 'zeros')),
  claims: [
    endsIn(
      {},
      passingOverlapped,
      'timed-out',
      'lucky',
      'wrong-data',
      'other-error',
      'not-reached',
      'invalid-handle',
    ),
    endsIn({}, everyStep, 'same', 'not-reached'),
  ],
  danger: 'none',
  why: 'Offset, OffsetHigh and Pointer in sequence move hEvent from 24 to 32 on 64 bits and from 16 to 20 on 32 bits. The callee finds Pointer, which is zero, where it looks for the event. Wrong on both widths.',
  seenIn: [
    {
      title: 'watchdog: OVERLAPPED with Offset, OffsetHigh and Pointer in sequence',
      url: 'https://github.com/gorakhargosh/watchdog/blob/master/src/watchdog/observers/winapi.py',
    },
  ],
})
