import type { Peer } from '../../../lanes/devices/peer.ts'
import type { Clock } from './clock.ts'
import { initialDcb, type Dcb } from './line-settings.ts'
import { createWire, type Wire } from './wire.ts'

/** A serial port and what is plugged into it. Its settings outlive a close, as those of a terminal do. */
export interface SerialDevice {
  readonly wire: Wire
  dcb: Dcb
}

/** A port with a far end that answers as `peer` says. */
export function createSerialDevice(peer: Peer, clock: Clock): SerialDevice {
  const wire = createWire(peer, clock)
  clock.join(wire)
  return { wire, dcb: initialDcb }
}
