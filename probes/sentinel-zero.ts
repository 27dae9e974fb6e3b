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
  id: 'sentinel-zero',
  title: 'a failed open compared with 0',
  mistake: 'sentinel-mismatch',
  sequence: serial,
  device: 'missing',
  change: resentinel('zero'),
  claims: [
    endsIn({}, calling('CreateFileW'), 'same', 'other-error'),
    invalidHandle({}, taking('kernel'), 'sentinel-used'),
  ],
  danger: 'none',
  why: 'CreateFileW never returns 0, so the comparison finds no failure on any architecture. The failed open becomes error 6 one call later, in 32-bit processes too.',
  seenIn: [
    {
      title: 'pyserial list_ports at 7aeea35: INVALID_HANDLE_VALUE = 0',
      url: 'https://github.com/pyserial/pyserial/blob/7aeea35/serial/tools/list_ports_windows.py',
    },
    {
      title: 'PowerShell 3544: INVALID_HANDLE_VALUE taken as IntPtr.Zero',
      url: 'https://github.com/PowerShell/PowerShell/pull/3544',
    },
  ],
})
