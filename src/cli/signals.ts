import { constants } from 'node:os'

/** What a user or a system sends to end a program. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ends this process on a signal as it ends by itself: children, ports and temporary folders go with it,
 * by their own exit handlers, which wait for nothing. The exit code is 128 and the number of the
 * signal, as shells have it: 130 for SIGINT, 143 for SIGTERM.
 */
export function endOnSignals(): void {
  // A file beyond the size limit is then a failed write, of which can be told; by itself it would end this process.
  process.on('SIGXFSZ', () => undefined)
  for (const signal of signals)
    process.once(signal, () => {
      process.exit(128 + constants.signals[signal])
    })
}
