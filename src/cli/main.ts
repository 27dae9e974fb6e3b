#!/usr/bin/env node
import { endOnSignals } from '../os/at-exit.ts'
import { handleUncaughtErrors } from './uncaught-errors.ts'

// First of all: a folder that was removed or too few descriptors fail while the rest is loaded.
handleUncaughtErrors()
endOnSignals()
// A file beyond the size limit is then a failed write, of which can be told; by itself it would end this process.
process.on('SIGXFSZ', () => undefined)
const { runCommandLine } = await import('./run-command-line.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
