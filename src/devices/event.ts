import type { Device } from './device.ts'

export const event: Device = {
  title: 'an event: a handle that is alive and names no file',
  open: 'succeeds',
  endsInError6: true,
  role: 'surrogate',
  source: 'nothing',
  program: 'event-for-open',
  child: 'nothing',
  simulated: { path: '', finds: 'no-port' },
  chosen: 'by-name',
}
