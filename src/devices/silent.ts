import type { Device } from './device.ts'

export const silent: Device = {
  title: 'a named serial port whose far end sends nothing',
  open: 'succeeds',
  endsInError6: false,
  role: 'port',
  source: 'silent-port',
  program: 'without-answers',
  child: 'nothing',
  simulated: { path: '\\\\.\\COM1', finds: 'no-port' },
  chosen: 'never',
}
