// The thread that serves the far ends of all wires. far-end.ts starts it and documents the messages.
import { parentPort } from 'node:worker_threads'
import type { Peer } from './peer.ts'
import { openPty, type Pty } from './pty.ts'

/** A request to the thread. A wire is identified by the number of the request that opened it. */
export type Request =
  | { readonly id: number; readonly task: 'open'; readonly peer: Peer }
  | { readonly id: number; readonly task: 'purge' | 'unplug' | 'close'; readonly wire: number }

/** A reply of the thread: the path of an opened wire, and whether it was plugged when the request came; or the error. */
export type Reply =
  | { readonly id: number; readonly path: string; readonly plugged: boolean }
  | { readonly id: number; readonly error: string }

const wires = new Map<number, Pty>()

async function wireOf(request: Request): Promise<Pty> {
  if (request.task !== 'open') {
    const known = wires.get(request.wire)
    if (!known) throw new Error('The wire is closed.')
    return known
  }
  const opened = await openPty(request.peer)
  wires.set(request.id, opened)
  return opened
}

async function act(request: Request): Promise<Reply> {
  const wire = await wireOf(request)
  const { path } = wire
  const plugged = wire.plugged()
  if (request.task === 'purge') wire.purge()
  if (request.task === 'unplug') wire.unplug()
  if (request.task === 'close') {
    wires.delete(request.wire)
    await wire.close()
  }
  return { id: request.id, path, plugged }
}

parentPort?.on('message', (request: Request) => {
  void act(request)
    .catch((error: unknown): Reply => ({
      id: request.id,
      error: error instanceof Error ? error.message : String(error),
    }))
    .then(reply => {
      parentPort?.postMessage(reply)
    })
})
