import { busy } from './busy.ts'
import { com } from './com.ts'
import type { Device } from './device.ts'
import { event } from './event.ts'
import { loopback } from './loopback.ts'
import { missing } from './missing.ts'
import { none } from './none.ts'
import { pipe } from './pipe.ts'
import { silent } from './silent.ts'
import { unplugged } from './unplugged.ts'

/** All kinds of devices, by name: one file and one line each. Those that may stand for a port come in the order in which they are asked for. */
export const devices = {
  loopback,
  com,
  silent,
  pipe,
  event,
  missing,
  busy,
  unplugged,
  none,
} satisfies Readonly<Record<string, Device>>

/** The name of a kind of device. */
export type DeviceKind = keyof typeof devices

/** The names of all kinds, in the order of the registry. */
export const deviceKinds = Object.keys(devices) as [DeviceKind, ...DeviceKind[]]

/** The kinds of which something holds. */
export function kindsWhere(holds: (device: Device) => boolean): readonly DeviceKind[] {
  return deviceKinds.filter(kind => holds(devices[kind]))
}

/** A kind by the text of a run file, which may be any; `undefined` for one that is not known. */
export function deviceNamed(text: string): Device | undefined {
  return Object.hasOwn(devices, text) ? devices[text as DeviceKind] : undefined
}
