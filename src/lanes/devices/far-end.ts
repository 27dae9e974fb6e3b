import { Worker } from 'node:worker_threads'
import { ownModule } from '../../os/own-module.ts'
import type { Reply, Request } from './far-end-thread.ts'
import type { Peer } from './peer.ts'

/** A serial wire whose far end answers independently of what this thread is doing. */
export interface FarEnd {
  /** The device to open, as `path` of a `Pty`. */
  readonly path: string
  /**
   * Restores the wire to its state at opening: no data in transit, raw settings. Does nothing once the wire is
   * unplugged or closed, or its thread has ended.
   */
  purge(): Promise<void>
  /** Pulls the cable. Resolves to false where it was pulled before, or the thread has ended. */
  unplug(): Promise<boolean>
  /** Unplugs the wire and releases everything. Idempotent; never rejects. */
  close(): Promise<void>
}

type Answer = Extract<Reply, { readonly path: string }>
type Task<R> = R extends Request ? Omit<R, 'id'> : never

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  /** The thread ended by a defect or for lack of memory. A process that has one of its wires open sees a hang-up. */
  ended: boolean
}

let thread: Thread | undefined
let requests = 0

/** All wires of a process share one thread. It keeps the process alive only while a request is pending. */
function startThread(): Thread {
  // The streams close the descriptors of the masters. Node would track them too, and warn when a number is reused.
  const worker = new Worker(ownModule('lanes/devices/far-end-thread'), {
    execArgv: [],
    trackUnmanagedFds: false,
  })
  const started: Thread = { worker, waiting: new Map(), ended: false }
  worker.on('message', (reply: Reply) => {
    settle(started, reply)
  })
  worker.on('error', error => {
    fail(started, error)
  })
  worker.on('exit', code => {
    fail(started, new Error(`exit code ${code}`))
  })
  worker.unref()
  return started
}

function settle({ worker, waiting }: Thread, reply: Reply): void {
  const asked = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (waiting.size === 0) worker.unref()
  if ('error' in reply) asked?.reject(new Error(reply.error))
  else asked?.resolve(reply)
}

function fail(failed: Thread, error: Error): void {
  failed.ended = true
  if (thread === failed) thread = undefined
  for (const { reject } of failed.waiting.values())
    reject(new Error(`The thread that serves the loopback ports has ended (${error.message}).`))
  failed.waiting.clear()
}

function ask(
  asked: Thread,
  task: Task<Request>,
): Promise<{ readonly id: number; readonly answer: Answer }> {
  const id = ++requests
  return new Promise((resolve, reject) => {
    asked.waiting.set(id, {
      resolve: answer => {
        resolve({ id, answer })
      },
      reject,
    })
    asked.worker.ref()
    asked.worker.postMessage({ ...task, id })
  })
}

/**
 * Makes a serial wire with `peer` at its far end, on a separate thread.
 *
 * The far end has to answer within the timeouts of the measured programs (one second), or they report wrong data.
 * The event loop that starts the children also waits for the disk. With three runs of eight jobs on two cores
 * while a file of 2 GB was written, a far end on that loop answered up to 8.1 s late, one on its own thread 0.4 s.
 *
 * @throws an Error of one sentence where the system has no pseudo terminals, or the thread has ended.
 */
export async function openFarEnd(peer: Peer): Promise<FarEnd> {
  const serving = (thread ??= startThread())
  const {
    id: wire,
    answer: { path },
  } = await ask(serving, { task: 'open', peer })
  let closed: Promise<void> | undefined
  const askWire = async (what: 'purge' | 'unplug' | 'close'): Promise<Answer | undefined> => {
    if (closed || serving.ended) return undefined
    return ask(serving, { task: what, wire }).then(
      ({ answer }) => answer,
      (error: unknown) => {
        if (!serving.ended) throw error
        return undefined
      },
    )
  }
  return {
    path,
    purge: async () => {
      await askWire('purge')
    },
    unplug: async () => (await askWire('unplug'))?.plugged ?? false,
    close: () =>
      (closed ??= askWire('close').then(
        () => undefined,
        () => undefined,
      )),
  }
}
