import { calling, defineProbe, devinfo, endsIn, stateSize } from '../src/program/index.ts'

export default defineProbe({
  id: 'devinfo-cbsize',
  title: 'cbSize of SP_DEVINFO_DATA stated as 28 everywhere',
  mistake: 'struct-size-constant',
  sequence: devinfo,
  device: 'none',
  change: stateSize('SP_DEVINFO_DATA', 28),
  claims: [endsIn({ pointerBytes: 8 }, calling('SetupDiEnumDeviceInfo'), 'other-error', 'lucky')],
  danger: 'none',
  why: 'SetupAPI compares cbSize with the size it knows: 28 on 32 bits, 32 on 64. The constant of the other architecture is refused with ERROR_INVALID_USER_BUFFER (1784), not with error 6.',
  seenIn: [
    {
      title: 'pyserial 251e5cec: cbSize 5 or 8 by bitness',
      url: 'https://github.com/pyserial/pyserial/commit/251e5cec9b35492464e50e3b9b5c14972d7791c7',
    },
  ],
})
