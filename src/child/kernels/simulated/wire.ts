import { makeNoise, plugIn, react, type Peer, type PeerState } from '../../../lanes/devices/peer.ts'
import type { Activity, Clock } from './clock.ts'

/** The cable and the far end of it. */
export interface Wire extends Activity {
  /** Sends bytes. Returns how many were accepted: fewer than all where nobody reads them. */
  send(bytes: Uint8Array): number
  /** Number of bytes received and not yet read. */
  waiting(): number
  /** Reads up to `limit` of the received bytes. */
  receive(limit: number): Uint8Array
  /** Discards the received bytes. */
  discard(): void
  /** Discards what was sent and not yet read. */
  discardSent(): void
  /** Stops the sender (XOFF), or lets it continue. */
  hold(held: boolean): void
  readonly held: boolean
  /** Whether the cable was pulled. */
  readonly unplugged: boolean
}

interface Delivery {
  readonly at: number
  readonly bytes: Uint8Array
}

/** Capacity of a wire whose far end reads nothing: that of a Linux pseudo terminal. Bytes. */
const stalledCapacity = 15360
/** Poll interval of a noisy far end while somebody waits. Milliseconds. */
const noiseEveryMs = 5

/** A wire whose far end answers as `peer` specifies. */
export function createWire(peer: Peer, clock: Clock): Wire {
  let state: PeerState = plugIn(clock.now())
  let arrived = Buffer.alloc(0)
  let under: Delivery[] = []
  let discarded = 0
  let unplugged = false
  let held = false
  const deliver = (now: number): void => {
    const due = under.filter(({ at }) => at <= now)
    if (due.length === 0) return
    under = under.filter(({ at }) => at > now)
    arrived = Buffer.concat([arrived, ...due.map(({ bytes }) => bytes)])
  }
  const makeNoiseUntil = (now: number): void => {
    const { state: next, send } = makeNoise(peer, state, now)
    state = next
    if (send.length > 0) arrived = Buffer.concat([arrived, send])
  }
  return {
    get unplugged() {
      return unplugged
    },
    get held() {
      return held
    },
    hold(wanted) {
      held = wanted
    },
    advance() {
      if (unplugged) return Infinity
      const now = clock.now()
      deliver(now)
      makeNoiseUntil(now)
      return Math.min(
        Infinity,
        peer.kind === 'noise' ? now + noiseEveryMs : Infinity,
        ...under.map(({ at }) => at),
      )
    },
    send(bytes) {
      if (unplugged || held) return 0
      const taken = peer.kind === 'stalled' ? bytes.subarray(0, stalledCapacity - discarded) : bytes
      if (peer.kind === 'stalled') discarded += taken.length
      const reaction = react(peer, state, taken)
      state = reaction.state
      if (reaction.send.length > 0)
        under.push({ at: clock.now() + reaction.afterMs, bytes: reaction.send })
      if (reaction.unplug) {
        unplugged = true
        arrived = Buffer.alloc(0)
        under = []
      }
      return taken.length
    },
    waiting: () => arrived.length,
    receive(limit) {
      const taken = arrived.subarray(0, limit)
      arrived = arrived.subarray(taken.length)
      return taken
    },
    discard() {
      arrived = Buffer.alloc(0)
    },
    discardSent() {
      discarded = 0
    },
  }
}
