import {
  defineProbe,
  endsIn,
  everyStep,
  expectedOnWindows,
  named,
  serial,
  unchanged,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'busy-port',
  title: 'the port is already open',
  mistake: 'busy',
  sequence: serial,
  device: 'busy',
  against: 'loopback',
  change: unchanged,
  claims: [
    endsIn({ engines: ['sim'] }, named('open'), 'other-error'),
    endsIn({ engines: ['sim'] }, everyStep, 'not-reached', 'same'),
    expectedOnWindows(endsIn({}, named('open'), 'other-error')),
    expectedOnWindows(endsIn({}, everyStep, 'not-reached', 'same')),
    // Under Wine a port can be opened twice.
    endsIn({ engines: ['wine'] }, everyStep, 'same'),
  ],
  danger: 'none',
  why: 'A port is opened by one program at a time: the second open fails with ERROR_ACCESS_DENIED (5), which says nothing about handles. A program that does not look at it gets error 6 from the next call. Under Wine the second open succeeds, so this can not be shown there; on native Windows it is expected and not measured.',
  seenIn: [
    {
      title: 'CreateFileW, communications resources: must be opened with exclusive access',
      url: 'https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-createfilew',
    },
  ],
})
