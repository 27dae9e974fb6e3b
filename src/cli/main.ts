#!/usr/bin/env node
import { hideBin } from 'yargs/helpers'
import { endOnSignals } from '../os/at-exit.ts'
import { runCommandLine } from './run-command-line.ts'

endOnSignals()
// A file beyond the size limit is then a failed write, of which can be told; by itself it would end this process.
process.on('SIGXFSZ', () => undefined)
process.exitCode = await runCommandLine(hideBin(process.argv))
