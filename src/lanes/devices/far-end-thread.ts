// The thread on which the far ends of all wires live; far-end.ts starts it and says what is exchanged.
import { parentPort } from 'node:worker_threads'
import type { Peer } from './peer.ts'
import { openPty, type Pty } from './pty.ts'

/** What is asked of the thread. A wire has the number of the request that opened it. */
export type Request =
  | { readonly id: number; readonly task: 'open'; readonly peer: Peer }
  | { readonly id: number; readonly task: 'purge' | 'unplug' | 'close'; readonly wire: number }

/** What the thread answers: the path of an opened wire, and whether the wire was plugged when it was asked for; or why it cannot. */
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
