import {
  both,
  calling,
  defineProbe,
  endsIn,
  everyStep,
  expectedOnWindows,
  invalidHandle,
  invalidHandleOr,
  serial,
  taking,
  unchanged,
  using,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'event-as-port',
  title: 'an event is used as a port from the start',
  mistake: 'wrong-kind',
  sequence: serial,
  device: 'event',
  against: 'loopback',
  change: unchanged,
  claims: [
    // The I/O manager of Windows wants a file here, too; Wine takes any handle.
    expectedOnWindows(invalidHandleOr({}, calling('CancelIo'), ['same'], 'wrong-kind')),
    // The calls that take any handle succeed.
    endsIn({}, calling('GetHandleInformation', 'CloseHandle', 'CancelIo'), 'same'),
    invalidHandle({}, both(taking('kernel'), using('port', 'syncPort')), 'wrong-kind'),
    endsIn({}, everyStep, 'same', 'not-reached', 'other-error'),
  ],
  danger: 'none',
  why: 'Every call that wants a file says error 6, on 32 and on 64 bits, with a handle that is alive and whole. STATUS_OBJECT_TYPE_MISMATCH behind it tells that the kind is wrong, not the width.',
  seenIn: [
    {
      title: 'terragrunt 1854: a console call on a handle that is no console',
      url: 'https://github.com/gruntwork-io/terragrunt/issues/1854',
    },
  ],
})
