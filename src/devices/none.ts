import type { Device } from './device.ts'

export const none: Device = {
  title: 'nothing: the sequence opens what it needs',
  open: 'not-made',
  endsInError6: true,
  role: 'scene',
  source: 'nothing',
  program: 'whole',
  child: 'nothing',
  simulated: { path: '', finds: 'no-port' },
  chosen: 'never',
}
