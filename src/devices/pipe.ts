import type { Device } from './device.ts'

export const pipe: Device = {
  title: 'a named pipe that the child serves',
  open: 'succeeds',
  endsInError6: false,
  role: 'surrogate',
  source: 'pipe',
  program: 'without-serial-waits',
  child: 'serves-pipe',
  simulated: { path: '\\\\.\\pipe\\handle-width-simulated', finds: 'no-port' },
  chosen: 'by-name',
}
