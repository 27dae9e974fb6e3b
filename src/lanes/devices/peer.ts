/**
 * How the far end of the wire answers. Plain JSON, so that a plan can carry it.
 *
 * - `echo`: sends back what it receives, like a plug that joins TX and RX
 * - `silent`: takes everything, answers nothing
 * - `stalled`: reads nothing, so that the queue of the sender fills up
 * - `late`: echoes `delayMs` milliseconds after the bytes came
 * - `twice`: sends every piece it receives two times
 * - `noise`: sends `bytesPerSecond` for ever, whatever it receives
 */
type Answer =
  | { readonly kind: 'echo' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'late'; readonly delayMs: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'noise'; readonly bytesPerSecond: number }

/** The far end of the wire: its answer and, if `unplugOn` is there, the ASCII text at whose last byte the cable is pulled. */
export type Peer = Answer & { readonly unplugOn?: string }

/** What a peer remembers between two pieces of input. Immutable. */
export interface PeerState {
  /** The newest received bytes, no more than could begin `unplugOn`. */
  readonly tail: Uint8Array
  /** Up to which moment (milliseconds of the caller's clock) noise has been sent. */
  readonly noisyUntilMs: number
  /** How many bytes of noise were sent. */
  readonly noiseSent: number
}

/** What a peer does about a piece of input. */
export interface Reaction {
  readonly state: PeerState
  /** Bytes to send; empty if none. */
  readonly send: Uint8Array
  /** Milliseconds to wait before sending. */
  readonly afterMs: number
  /** True if the cable is to be pulled now. The bytes to send then come first, if they still can. */
  readonly unplug: boolean
}

const nothing = new Uint8Array(0)

/** After a pause longer than this (a sleeping machine) the noise that was missed is not made up for. */
const longestNoiseGapMs = 1000

/** The state of a peer that has just been plugged in at `nowMs` of the caller's monotonic clock. */
export function plugIn(nowMs: number): PeerState {
  return { tail: nothing, noisyUntilMs: nowMs, noiseSent: 0 }
}

/**
 * Says what a peer does about received bytes. Pure; how the input is cut into pieces changes neither
 * the bytes echoed nor the place of the unplug (`twice` repeats piece by piece).
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

/** Says which bytes a noisy peer has to send by `nowMs`. Never more than one second's worth at once. */
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
