import process from 'node:process'

const actions = new Set<() => void>()

process.on('exit', () => {
  for (const action of [...actions].reverse()) {
    try {
      action()
    } catch {
      // The process is going, and the next action has to have its turn.
    }
  }
})

/** What a user or a system sends to end a program. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

let endsOnSignals = false
let listening = false

/**
 * Does something when this process ends by itself or by `process.exit`, the last thing first: a child
 * ends before the folder that it writes to is removed. One listener serves all: Node takes more than
 * ten for a leak and says so to the user.
 *
 * @returns takes it back. Idempotent.
 */
export function atExit(action: () => void): () => void {
  actions.add(action)
  attend()
  return () => {
    actions.delete(action)
    attend()
  }
}

/**
 * From now on a signal ends this process as it ends by itself: what was handed to `atExit` is done,
 * and the exit code is 128 and the number of the signal, as shells have it: 130 for SIGINT, 143 for
 * SIGTERM.
 *
 * While there is nothing to do, nobody listens, and the system ends the process. A listener is served
 * only between two pieces of JavaScript: with one, a process that computes or waits for the system
 * would not end.
 */
export function endOnSignals(): void {
  endsOnSignals = true
  attend()
}

function attend(): void {
  const wanted = endsOnSignals && actions.size > 0
  if (wanted === listening) return
  listening = wanted
  for (const signal of signals)
    if (wanted) process.on(signal, end)
    else process.off(signal, end)
}

function end(_: NodeJS.Signals, number: number): void {
  process.exit(128 + number)
}
