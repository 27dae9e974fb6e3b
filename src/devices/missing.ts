import type { Device } from './device.ts'

export const missing: Device = {
  title: 'a serial port that is not there',
  open: 'fails',
  endsInError6: true,
  role: 'scene',
  source: 'missing-port',
  program: 'whole',
  child: 'nothing',
  simulated: { path: '\\\\.\\COM251', finds: 'nothing-there' },
  chosen: 'by-name',
}
