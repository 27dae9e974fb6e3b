#!/usr/bin/env node
import { isMemoryScarce, superviseItself } from '../os/supervise.ts'
import { failWith, handleUncaughtErrors } from './uncaught-errors.ts'

// First, and without imports from other files: loading the rest can already fail for lack of descriptors or memory.
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
  // A write beyond the file size limit then fails with an error that can be reported; otherwise the signal would end this process.
  process.on('SIGXFSZ', () => undefined)
  const { runCommandLine } = await import('./run-command-line.ts')
  process.exitCode = await runCommandLine(words)
} catch (error) {
  failWith(error)
}
