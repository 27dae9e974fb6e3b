import type { Device } from './device.ts'

export const loopback: Device = {
  title: 'a serial port that the engine makes, with an end that sends back what it gets',
  open: 'succeeds',
  endsInError6: false,
  role: 'port',
  source: 'wire',
  program: 'whole',
  child: 'nothing',
  simulated: { path: '\\\\.\\COM1', finds: 'port' },
  chosen: 'by-name',
}
