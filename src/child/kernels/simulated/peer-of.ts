import type { Peer } from '../../../device/peer.ts'
import type { Plan } from '../../../plan/plan.ts'

/** The text at whose last byte the far end of an `unplugged` device pulls the cable. */
export const unplugText = 'UNPLUG'

/** The far end of the wire that a plan asks for. */
export function peerOf(plan: Plan): Peer {
  return plan.device.kind === 'unplugged' ? { kind: 'echo', unplugOn: unplugText } : { kind: 'echo' }
}
