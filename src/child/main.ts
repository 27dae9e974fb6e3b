import { readFileSync } from 'node:fs'
import type { Plan } from '../plan/plan.ts'
import { calibrate } from './calibrate.ts'
import { installCrashFilter } from './crash-filter.ts'
import { interpret } from './interpret.ts'
import { openJournal } from './journal.ts'
import { kernelFor } from './kernels/index.ts'

/**
 * The isolated process: `main.js PLANS JOURNAL`. PLANS is a JSON file with a list of plans of one
 * lane, JOURNAL the file that takes one line a call. Nothing is written to stdout.
 */
const [plansPath = '', journalPath = ''] = process.argv.slice(2)
const plans = JSON.parse(readFileSync(plansPath, 'utf8')) as readonly Plan[]
const journal = openJournal(journalPath)
installCrashFilter(journal)
journal.write({ at: 'hello', ...calibrate() })
for (const plan of plans) interpret(plan, kernelFor(plan), journal)
journal.write({ at: 'bye' })
journal.close()
// Handles a probe lost, or I/O it left pending, must not keep the process.
process.exit(0)
