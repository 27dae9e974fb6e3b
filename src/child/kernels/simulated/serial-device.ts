import type { Peer } from '../../../lanes/devices/peer.ts'
import type { Clock } from './clock.ts'
import { initialDcb, type Dcb } from './line-settings.ts'
import { createWire, type Wire } from './wire.ts'

/** A serial port and its wire. Its settings survive a close, as those of a terminal do. */
export interface SerialDevice {
  readonly wire: Wire
  dcb: Dcb
}

/** A port whose far end answers as `peer` specifies. */
export function createSerialDevice(peer: Peer, clock: Clock): SerialDevice {
  const wire = createWire(peer, clock)
  clock.join(wire)
  return { wire, dcb: initialDcb }
}
