import process from 'node:process'

const actions = new Set<() => void>()

process.on('exit', () => {
  for (const action of [...actions].reverse()) {
    try {
      action()
    } catch {
      // The process is exiting; one failed action must not prevent the next.
    }
  }
})

/** The signals that a user or a system sends to end a program. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

let endsOnSignals = false
let listening = false

/**
 * Registers an action for when this process exits by itself or by `process.exit`. Actions run in reverse order: a
 * child ends before the folder that it writes to is removed. All share one listener, since Node reports more than
 * ten as a leak.
 *
 * @returns a function that cancels the registration. Idempotent.
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
 * From now on a signal ends this process like a normal exit: the actions registered with `atExit` run, and the
 * exit code is 128 plus the signal number, as in shells: 130 for SIGINT, 143 for SIGTERM.
 *
 * While no actions are registered there is no listener, and the system ends the process. A listener runs only when
 * JavaScript returns to the event loop, so with one, a process that computes or waits in a system call would not
 * end.
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
