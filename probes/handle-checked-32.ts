import { defineProbe, endsIn, passAs, serial, taking } from '../src/program/index.ts'

export default defineProbe({
  id: 'handle-checked-32',
  title: 'every HANDLE argument converted to 32 bits with a check',
  mistake: 'narrowing-throws',
  sequence: serial,
  device: 'loopback',
  change: passAs({ types: ['HANDLE'] }, 'checked-32'),
  claims: [endsIn({ pointerBytes: 8, kernels: ['tagged'] }, taking('kernel'), 'other-error')],
  danger: 'none',
  why: 'The host language refuses a value that does not fit: IntPtr.ToInt32 throws, ctypes raises OverflowError for an undeclared int. Kernel handles fit, so nothing is refused until a value uses the upper half.',
  seenIn: [
    {
      title: 'HidLibrary 28: ToInt32 of a CreateFile result',
      url: 'https://github.com/mikeobrien/HidLibrary/pull/28',
    },
    {
      title: 'PoshInternals 4: Arithmetic operation resulted in an overflow',
      url: 'https://github.com/adamdriscoll/PoshInternals/issues/4',
    },
  ],
})
