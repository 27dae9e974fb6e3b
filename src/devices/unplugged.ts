import type { Device } from './device.ts'

export const unplugged: Device = {
  title: 'a serial port that goes away while it is open',
  open: 'succeeds',
  endsInError6: false,
  role: 'scene',
  source: 'wire-that-goes',
  program: 'without-cancels',
  child: 'unplugs-port',
  simulated: { path: '\\\\.\\COM1', finds: 'port' },
  chosen: 'by-name',
}
