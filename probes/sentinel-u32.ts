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
  id: 'sentinel-u32',
  title: 'a failed open compared with 0xFFFFFFFF',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: resentinel('uint32-ones'),
  claims: [
    endsIn({ pointerBytes: 8 }, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({ pointerBytes: 8 }, taking('kernel'), 'sentinel-used'),
  ],
  danger: 'none',
  why: 'CreateFileW fails with its own code and returns all bits of a pointer set. Compared with 0xFFFFFFFF that is no failure on x64, so the program goes on with -1 and the next call reports error 6, which hides the code that matters. CloseHandle succeeds: -1 is the current process. In a 32-bit process the comparison is right.',
  seenIn: [
    {
      title: 'watchdog: INVALID_HANDLE_VALUE = 0xFFFFFFFF',
      url: 'https://github.com/gorakhargosh/watchdog/issues/123',
    },
    {
      title: 'xl-converter 159: the guard never fires, SetFileTime says 6',
      url: 'https://github.com/JacobDev1/xl-converter/issues/159',
    },
  ],
})
