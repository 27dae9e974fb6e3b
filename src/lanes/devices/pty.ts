import { closeSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { makeNoise, plugIn, react, type Peer, type PeerState } from './peer.ts'
import { keepRecentBytes, type RecentBytes } from './recent-bytes.ts'
import { openTerminal, resetTerminal, type Terminal } from './terminal.ts'

/** A serial wire made of a pseudo terminal: a child opens `path`, and this process is the peer at the other end. */
export interface Pty {
  /** The device to open. After closing, the system may reuse the path for another terminal; while merely unplugged, it is not reused. */
  readonly path: string
  /** What the peer received since the opening or the last purge, limited to the newest 4 MiB. */
  received(): Buffer
  /** Restores the wire to its state at opening: no data in transit, raw settings. Does nothing once unplugged. */
  purge(): void
  /** False once the cable is pulled, by `unplug`, `close` or the peer itself. */
  plugged(): boolean
  /** Pulls the cable: a process that has the slave open sees a hang-up at once. Idempotent. */
  unplug(): void
  /** Unplugs the wire and releases everything. Idempotent; never rejects. */
  close(): Promise<void>
}

/**
 * How many bytes are queued for a slave that does not read. Further bytes are lost, since a plug that connects TX
 * to RX has no flow control.
 */
const maxUnderWay = 4 << 20
const maxRemembered = 4 << 20
const noiseTickMs = 5
/** Retry interval for a full terminal. Node reports when a terminal can be read, but not when it can be written. */
const retryMs = 1

interface Wire {
  readonly peer: Peer
  readonly terminal: Terminal
  /** Owns the master's descriptor. */
  readonly stream: ReadStream
  readonly timers: Set<NodeJS.Timeout>
  state: PeerState
  readonly heard: RecentBytes
  outgoing: Uint8Array[]
  underWay: number
  plugged: boolean
  closed: boolean
}

/**
 * Makes a serial wire with `peer` at its far end.
 *
 * The peer runs on this process's event loop, so it answers only while the loop runs. An open wire does not keep
 * the process alive. When the process ends, the system closes the wire.
 *
 * @throws an Error of one sentence where the system has no pseudo terminals.
 */
export async function openPty(peer: Peer): Promise<Pty> {
  const terminal = openTerminal()
  const wire: Wire = {
    peer,
    terminal,
    stream: new ReadStream(terminal.master),
    timers: new Set(),
    state: plugIn(performance.now()),
    heard: keepRecentBytes(maxRemembered),
    outgoing: [],
    underWay: 0,
    plugged: true,
    closed: false,
  }
  wire.stream.unref()
  wire.stream.on('error', () => unplug(wire))
  if (peer.kind !== 'stalled') wire.stream.on('data', (piece: Buffer) => receive(wire, piece))
  if (peer.kind === 'noise') repeatNoise(wire)
  return {
    path: terminal.path,
    received: () => wire.heard.all(),
    purge: () => purge(wire),
    plugged: () => wire.plugged,
    unplug: () => unplug(wire),
    close: async () => close(wire),
  }
}

function receive(wire: Wire, piece: Buffer): void {
  if (!wire.plugged) return
  wire.heard.add(piece)
  const { state, send, afterMs, unplug: pulled } = react(wire.peer, wire.state, piece)
  wire.state = state
  if (send.length > 0) sendAfter(wire, send, afterMs)
  if (pulled) unplug(wire)
}

function sendAfter(wire: Wire, bytes: Uint8Array, afterMs: number): void {
  if (wire.underWay >= maxUnderWay) return
  wire.underWay += bytes.length
  if (afterMs === 0) send(wire, bytes)
  else after(wire, afterMs, () => send(wire, bytes))
}

function send(wire: Wire, bytes: Uint8Array): void {
  wire.outgoing.push(bytes)
  if (wire.outgoing.length === 1) flush(wire)
}

function flush(wire: Wire): void {
  for (let bytes = wire.outgoing[0]; bytes !== undefined; bytes = wire.outgoing[0]) {
    const count = write(wire, bytes)
    wire.underWay -= count
    if (count < bytes.length) {
      wire.outgoing[0] = bytes.subarray(count)
      break
    }
    wire.outgoing.shift()
  }
  if (wire.outgoing.length > 0) after(wire, retryMs, () => flush(wire))
}

/** Writes what the terminal has room for now. Returns the number of bytes, possibly 0. Any other failure unplugs the wire. */
function write(wire: Wire, bytes: Uint8Array): number {
  // A failed stream has already closed its descriptor; the number may have been reused since.
  if (wire.stream.destroyed) return 0
  try {
    return writeSync(wire.terminal.master, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) unplug(wire)
    return 0
  }
}

function repeatNoise(wire: Wire): void {
  const { state, send: bytes } = makeNoise(wire.peer, wire.state, performance.now())
  wire.state = state
  // Noise that does not fit is lost, as on a real wire.
  if (bytes.length > 0) write(wire, bytes)
  after(wire, noiseTickMs, () => repeatNoise(wire))
}

function after(wire: Wire, delayMs: number, act: () => void): void {
  if (!wire.plugged) return
  const timer = setTimeout(() => {
    wire.timers.delete(timer)
    act()
  }, delayMs)
  wire.timers.add(timer.unref())
}

function purge(wire: Wire): void {
  if (!wire.plugged) return
  forget(wire)
  wire.heard.clear()
  wire.state = plugIn(performance.now())
  resetTerminal(wire.terminal)
  if (wire.peer.kind === 'noise') repeatNoise(wire)
}

/** Drops the data in transit to the slave. */
function forget(wire: Wire): void {
  for (const timer of wire.timers) clearTimeout(timer)
  wire.timers.clear()
  wire.outgoing = []
  wire.underWay = 0
}

function unplug(wire: Wire): void {
  if (!wire.plugged) return
  wire.plugged = false
  forget(wire)
  // The slave stays open. Otherwise its number, and the path that the port still names, would be reused for the next terminal.
  wire.stream.destroy()
}

function close(wire: Wire): void {
  unplug(wire)
  if (wire.closed) return
  wire.closed = true
  closeSync(wire.terminal.slave)
}
