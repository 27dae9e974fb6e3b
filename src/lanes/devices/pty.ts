import { closeSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { makeNoise, plugIn, react, type Peer, type PeerState } from './peer.ts'
import { keepRecentBytes, type RecentBytes } from './recent-bytes.ts'
import { openTerminal, resetTerminal, type Terminal } from './terminal.ts'

/** A serial wire made of a pseudo terminal: a child opens `path`, this process is the peer behind it. */
export interface Pty {
  /** The device to open. Once it is closed the system may give the same path to another terminal; while it is merely unplugged nobody has it. */
  readonly path: string
  /** What the peer got since the opening or the last purge; the newest 4 MiB of it. */
  received(): Buffer
  /** Makes the wire as it was at the opening: nothing under way in either direction, raw settings. Does nothing once unplugged. */
  purge(): void
  /** False once the cable is pulled, by `unplug`, `close` or the peer itself. */
  plugged(): boolean
  /** Pulls the cable: whoever has the slave open sees a hang-up at once. Idempotent. */
  unplug(): void
  /** Unplugs and gives back everything. Idempotent; never rejects. */
  close(): Promise<void>
}

/** How many bytes wait for a slave that does not read. More are lost: a plug that joins TX and RX has no flow control. */
const maxUnderWay = 4 << 20
const maxRemembered = 4 << 20
const noiseTickMs = 5
/** How soon a full terminal is tried again. Node tells when a terminal can be read, not when it can be written. */
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
 * The peer lives on this process's event loop, so it answers only while the loop turns. An open wire
 * does not keep the process alive; if the process dies, however, the system takes the wire away.
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

/** Bytes written; 0 if the terminal has no room now. Any other failure means that the wire is gone. */
function write(wire: Wire, bytes: Uint8Array): number {
  // A stream that failed has closed the descriptor already; its number may belong to something else by now.
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
  // Nobody waits for noise: what finds no room is lost, as on a wire.
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

/** Drops what is under way to the slave. */
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
  // The slave stays open: else its number, and with it the path that the port still names, would go to the next terminal that anybody makes.
  wire.stream.destroy()
}

function close(wire: Wire): void {
  unplug(wire)
  if (wire.closed) return
  wire.closed = true
  closeSync(wire.terminal.slave)
}
