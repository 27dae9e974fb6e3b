import type { Device } from './device.ts'

export const com: Device = {
  title: 'a named serial port whose far end sends back what it gets',
  open: 'succeeds',
  endsInError6: false,
  role: 'port',
  source: 'answering-port',
  program: 'whole',
  child: 'nothing',
  simulated: { path: '\\\\.\\COM1', finds: 'port' },
  chosen: 'by-port',
}
