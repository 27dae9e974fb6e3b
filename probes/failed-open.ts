import {
  calling,
  defineProbe,
  endsIn,
  invalidHandle,
  resentinel,
  serial,
  taking,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'failed-open',
  title: 'a failed open is not looked for',
  mistake: 'failed-open',
  sequence: serial,
  device: 'missing',
  change: resentinel('unchecked'),
  claims: [
    endsIn({}, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({}, taking('kernel'), 'sentinel-used'),
  ],
  danger: 'none',
  why: 'Nothing is declared wrong. The open fails with its own code, nobody looks, and the next call reports error 6 on every architecture. The code that matters is the last error right after the open.',
  seenIn: [
    {
      title: 'COMpipe 14: ReadFile from pipe failed, GLE=6, after an open that failed with 2',
      url: 'https://github.com/tdhoward/COMpipe/issues/14',
    },
    {
      title: 'pyserial 49: a missing port surfaces in SetCommState',
      url: 'https://github.com/pyserial/pyserial/issues/49',
    },
  ],
})
