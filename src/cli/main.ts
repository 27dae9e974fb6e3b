#!/usr/bin/env node
import { isMemoryScarce, superviseItself } from '../os/supervise.ts'
import { failWith, handleUncaughtErrors } from './uncaught-errors.ts'

// First of all, and out of this one file: too few descriptors or too little memory fail while the rest is loaded.
handleUncaughtErrors()
try {
  const words = process.argv.slice(2)
  if (isMemoryScarce(words)) {
    const exit = await superviseItself(text => process.stderr.write(text))
    if (exit === 'out-of-memory') throw new Error('out of memory')
    process.exit(exit)
  }
  const { endOnSignals } = await import('../os/at-exit.ts')
  endOnSignals()
  // A file beyond the size limit is then a failed write, of which can be told; by itself it would end this process.
  process.on('SIGXFSZ', () => undefined)
  const { runCommandLine } = await import('./run-command-line.ts')
  process.exitCode = await runCommandLine(words)
} catch (error) {
  failWith(error)
}
