import { failed, isFailure, status, type CallFailure } from './answer.ts'
import type { Machine } from './machine.ts'
import type { KernelObjectKind, SerialObject } from './objects.ts'

/** The status that the comm functions return for objects other than a serial port. */
type Refusals = Readonly<Record<Exclude<KernelObjectKind, 'serial'>, number>>

const mismatch = status.OBJECT_TYPE_MISMATCH

/** For functions handled by the driver, such as GetCommState. Measured under Wine. */
const atDriver: Refusals = {
  event: mismatch,
  key: mismatch,
  process: mismatch,
  thread: mismatch,
  token: mismatch,
  disk: mismatch,
  null: mismatch,
  pipe: status.NOT_SUPPORTED,
}

/** For timeouts and masks, which Wine's server handles. Measured under Wine. */
const atServer: Refusals = { ...atDriver, disk: status.NOT_SUPPORTED, null: status.FILE_DELETED }

function portFor(machine: Machine, handle: bigint, refusals: Refusals): SerialObject | CallFailure {
  machine.clock.advance()
  // Elsewhere -1 is the current process, but an ioctl on it is refused before the kind is checked.
  const entry = BigInt.asIntN(32, handle) === -1n ? undefined : machine.handles.entry(handle)
  if (!entry) return failed(status.INVALID_HANDLE)
  return entry.object.kind === 'serial' ? entry.object : failed(refusals[entry.object.kind])
}

/** The port behind a handle, for timeouts and masks. */
export function serverPort(machine: Machine, handle: bigint): SerialObject | CallFailure {
  return portFor(machine, handle, atServer)
}

/** The port behind a handle with read access, for functions that work on an unplugged port too. */
export function portOf(machine: Machine, handle: bigint): SerialObject | CallFailure {
  const port = portFor(machine, handle, atDriver)
  return isFailure(port) || port.access.read ? port : failed(status.ACCESS_DENIED)
}

/** The port behind a handle, for functions that query the device itself: refused when it is unplugged. */
export function connectedPort(machine: Machine, handle: bigint): SerialObject | CallFailure {
  const port = portOf(machine, handle)
  return isFailure(port) || !port.device.wire.unplugged ? port : failed(status.DEVICE_NOT_READY)
}
