import {
  defineProbe,
  edits,
  endsIn,
  named,
  nothing,
  serial,
  unchanged,
  withArguments,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'null-overlapped',
  title: 'no OVERLAPPED on a port opened for overlapped I/O',
  mistake: 'bad-parameter',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: edits(
    withArguments('write', { lpOverlapped: nothing }),
    withArguments('read', { lpOverlapped: nothing }),
  ),
  does: 'passes NULL for lpOverlapped in one write and one read',
  claims: [
    // A pipe has no file offset and takes the call as a synchronous one; the OVERLAPPED of the result was never used.
    endsIn({ devices: ['pipe'] }, named('write', 'read'), 'same'),
    endsIn(
      { devices: ['pipe'] },
      named('write-result', 'read-result'),
      'wrong-data',
      'other-error',
    ),
    endsIn({}, named('write', 'read'), 'other-error'),
  ],
  danger: 'none',
  why: 'A port opened with FILE_FLAG_OVERLAPPED wants an OVERLAPPED in each transfer. Without one ReadFile and WriteFile fail with ERROR_INVALID_PARAMETER (87): a matter of flags, not of handles.',
  seenIn: [
    {
      title: 'ReadFile, remarks on overlapped handles',
      url: 'https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-readfile',
    },
  ],
})
