import {
  both,
  calling,
  defineProbe,
  endsIn,
  expectedOnWindows,
  invalidHandle,
  invalidHandleOr,
  named,
  narrowField,
  passingOverlapped,
  serial,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'hevent-u32-leftovers',
  title: 'hEvent declared as uint32_t in an OVERLAPPED that was not cleared',
  mistake: 'field-narrowed',
  sequence: serial,
  device: 'loopback',
  change: narrowField('OVERLAPPED', 'hEvent', 'uint32_t', 4),
  claims: [
    // A pipe looks at the event of a write before it takes the bytes.
    invalidHandle(
      { pointerBytes: 8, devices: ['pipe'] },
      both(calling('WriteFile'), passingOverlapped),
      'upper-half-dirty',
    ),
    invalidHandle({ pointerBytes: 8, kernels: ['tagged'] }, passingOverlapped, 'upper-half-dirty'),
    // The I/O manager of Windows takes the event before the driver gets the request; Wine lets a write that ends at once go by.
    expectedOnWindows(
      invalidHandleOr(
        { pointerBytes: 8 },
        both(calling('WriteFile'), passingOverlapped),
        ['lucky'],
        'upper-half-dirty',
      ),
    ),
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
      'upper-half-dirty',
    ),
  ],
  danger: 'none',
  why: 'The field holds the low half, the bytes behind it are leftovers: the callee reads an event handle with a dirty upper half and refuses it. Random in the field, since it depends on what lay there.',
  seenIn: [
    {
      title: 'OpenZFS 18: handles kept in int',
      url: 'https://github.com/openzfsonwindows/openzfs/issues/18',
    },
  ],
})
