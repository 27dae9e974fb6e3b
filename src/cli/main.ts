#!/usr/bin/env node
import { hideBin } from 'yargs/helpers'
import { runCommandLine } from './run-command-line.ts'
import { endOnSignals } from './signals.ts'

endOnSignals()
process.exitCode = await runCommandLine(hideBin(process.argv))
