import type { Peer } from '../../../lanes/devices/peer.ts'
import { unplugText, type Plan } from '../../../program/plan.ts'

/** The far end of the wire that a plan specifies. */
export function peerOf(plan: Plan): Peer {
  return plan.device.kind === 'unplugged'
    ? { kind: 'echo', unplugOn: unplugText }
    : { kind: 'echo' }
}
