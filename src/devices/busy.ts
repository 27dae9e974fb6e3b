import type { Device } from './device.ts'

export const busy: Device = {
  title:
    'a serial port that another handle holds; Wine lets it be opened twice, so it shows nothing there',
  open: 'fails',
  endsInError6: true,
  role: 'scene',
  source: 'wire-or-port',
  program: 'whole',
  child: 'holds-port',
  simulated: { path: '\\\\.\\COM1', finds: 'port-in-use' },
  chosen: 'by-name',
}
