import type { DeviceKind } from '../../program/plan.ts'

/** The simulation brings its own devices; these are the names it gives them. */
const paths: Readonly<Record<DeviceKind, string>> = {
  loopback: '\\\\.\\COM1',
  com: '\\\\.\\COM1',
  silent: '\\\\.\\COM1',
  busy: '\\\\.\\COM1',
  unplugged: '\\\\.\\COM1',
  missing: '\\\\.\\COM251',
  pipe: '\\\\.\\pipe\\handle-width-simulated',
  event: '',
  none: '',
}

/** The path of a device of the simulation, as CreateFileW takes it. */
export function simulatedPath(kind: DeviceKind): string {
  return paths[kind]
}
