import {
  defineProbe,
  edits,
  invalidHandle,
  named,
  serial,
  unchanged,
  variable,
  withArguments,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'wrong-kind',
  title: 'an event is used as a port',
  mistake: 'wrong-kind',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: edits(
    ...['get-mask', 'get-state-back', 'purge-all', 'flush'].map(id =>
      withArguments(id, { hFile: variable('readEvent') }),
    ),
  ),
  does: 'passes its event instead of the port to four calls',
  claims: [
    invalidHandle({}, named('get-mask', 'get-state-back', 'purge-all', 'flush'), 'wrong-kind'),
  ],
  danger: 'none',
  why: 'The handle is alive and as wide as it should be, but it names an event. NTSTATUS tells it apart: STATUS_OBJECT_TYPE_MISMATCH instead of STATUS_INVALID_HANDLE, both of which become error 6.',
  seenIn: [
    {
      title: 'pywin32 496: GlobalLock of a bitmap handle',
      url: 'https://github.com/mhammond/pywin32/issues/496',
    },
  ],
})
