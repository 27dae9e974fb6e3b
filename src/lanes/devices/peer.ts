/**
 * How the far end of the wire answers. Plain JSON, so that a plan can contain it.
 *
 * - `echo`: sends back what it receives, like a plug that connects TX to RX
 * - `silent`: reads everything, answers nothing
 * - `stalled`: reads nothing, so that the sender's queue fills up
 * - `late`: echoes `delayMs` milliseconds after the bytes came
 * - `twice`: sends every piece it receives two times
 * - `noise`: keeps sending `bytesPerSecond`, whatever it receives
 */
type Answer =
  | { readonly kind: 'echo' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'late'; readonly delayMs: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'noise'; readonly bytesPerSecond: number }

/** The far end of the wire: its answer and, optionally, `unplugOn`, the ASCII text at whose last byte the cable is pulled. */
export type Peer = Answer & { readonly unplugOn?: string }

/** The state of a peer between two pieces of input. Immutable. */
export interface PeerState {
  /** The newest received bytes that could be the beginning of `unplugOn`. */
  readonly tail: Uint8Array
  /** The time up to which noise has been sent. Milliseconds of the caller's clock. */
  readonly noisyUntilMs: number
  /** Number of noise bytes sent. */
  readonly noiseSent: number
}

/** The reaction of a peer to a piece of input. */
export interface Reaction {
  readonly state: PeerState
  /** Bytes to send; empty if none. */
  readonly send: Uint8Array
  /** Milliseconds to wait before sending. */
  readonly afterMs: number
  /** Whether the cable is to be pulled now. The bytes to send are sent first, if possible. */
  readonly unplug: boolean
}

const nothing = new Uint8Array(0)

/** After a longer pause (a suspended machine) the missed noise is not sent. Milliseconds. */
const longestNoiseGapMs = 1000

/** The state of a peer that has just been plugged in at `nowMs` of the caller's monotonic clock. */
export function plugIn(nowMs: number): PeerState {
  return { tail: nothing, noisyUntilMs: nowMs, noiseSent: 0 }
}

/**
 * The reaction of a peer to received bytes. Pure. How the input is split into pieces affects neither the echoed
 * bytes nor the place of the unplug (but `twice` repeats piece by piece).
 */
export function react(peer: Peer, state: PeerState, received: Uint8Array): Reaction {
  const end = peer.unplugOn === undefined ? undefined : findEnd(peer.unplugOn, state.tail, received)
  const heard = end === undefined ? received : received.subarray(0, end)
  return {
    state: { ...state, tail: keepTail(peer.unplugOn, state.tail, heard) },
    send: answer(peer, heard),
    afterMs: peer.kind === 'late' ? peer.delayMs : 0,
    unplug: end !== undefined,
  }
}

/** The bytes that a noisy peer has to send by `nowMs`: at most one second's worth. */
export function makeNoise(
  peer: Peer,
  state: PeerState,
  nowMs: number,
): { readonly state: PeerState; readonly send: Uint8Array } {
  if (peer.kind !== 'noise') return { state, send: nothing }
  const since = Math.max(state.noisyUntilMs, nowMs - longestNoiseGapMs)
  const count = Math.floor(((nowMs - since) * peer.bytesPerSecond) / 1000)
  if (count <= 0) return { state, send: nothing }
  const noisyUntilMs = since + (count * 1000) / peer.bytesPerSecond
  const send = Uint8Array.from({ length: count }, (_, index) => (state.noiseSent + index) % 256)
  return { state: { ...state, noisyUntilMs, noiseSent: state.noiseSent + count }, send }
}

/** The peer in a few words, for reports: `echo`, `late by 300 ms`, `echo, unplugged on "BYE"`. */
export function describePeer(peer: Peer): string {
  const answer = describeAnswer(peer)
  return peer.unplugOn === undefined
    ? answer
    : `${answer}, unplugged on ${JSON.stringify(peer.unplugOn)}`
}

function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'late':
      return `late by ${answer.delayMs} ms`
    case 'noise':
      return `noise at ${answer.bytesPerSecond} bytes/s`
    default:
      return answer.kind
  }
}

function answer(peer: Peer, heard: Uint8Array): Uint8Array {
  switch (peer.kind) {
    case 'echo':
    case 'late':
      return Uint8Array.from(heard)
    case 'twice':
      return Buffer.concat([heard, heard])
    case 'silent':
    case 'stalled':
    case 'noise':
      return nothing
  }
}

/** How many of the received bytes belong to the first occurrence of `text`, its last byte included. */
function findEnd(text: string, tail: Uint8Array, received: Uint8Array): number | undefined {
  const start = Buffer.concat([tail, received]).indexOf(text, 0, 'latin1')
  return text === '' || start < 0 ? undefined : start + text.length - tail.length
}

function keepTail(text: string | undefined, tail: Uint8Array, heard: Uint8Array): Uint8Array {
  const length = Math.max(0, (text ?? '').length - 1)
  return length === 0 ? nothing : Uint8Array.from(Buffer.concat([tail, heard]).subarray(-length))
}
