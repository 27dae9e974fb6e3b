#!/usr/bin/env node
import { endOnSignals } from '../os/at-exit.ts'
import { runCommandLine } from './run-command-line.ts'

endOnSignals()
// A file beyond the size limit is then a failed write, of which can be told; by itself it would end this process.
process.on('SIGXFSZ', () => undefined)
process.exitCode = await runCommandLine(process.argv.slice(2))
