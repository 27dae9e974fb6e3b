import { readFileSync } from 'node:fs'
import type { Plan } from '../program/plan.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { calibrate } from './calibrate.ts'
import { installCrashFilter } from './crash-filter.ts'
import { interpret } from './interpret.ts'
import { measureFfi } from './measure-ffi.ts'
import { openJournal } from './journal.ts'
import { kernelFor } from './kernels/index.ts'

/**
 * What libraries take and give back when they are first used would leave low holes in the heap; so
 * where addresses shall be high, the plan is run once beforehand, declared right and unrecorded.
 */
function warmUp(plan: Plan): void {
  if (plan.addresses !== 'above-4gib' || plan.kernel.base !== 'native') return
  const right: Plan = {
    ...plan,
    abi: trueAbi,
    addresses: 'as-they-come',
    kernel: { id: 'native', base: 'native' },
  }
  interpret(right, kernelFor(right), { write: () => undefined, close: () => undefined })
}

/**
 * The isolated process: `main.js PLANS JOURNAL [CALLS]`. PLANS is a JSON file with a list of plans of one
 * lane, JOURNAL the file that takes one line a call; with CALLS
 * (a number) it also says what the FFI does with each declared type, cold and after so many calls. Nothing is written to stdout.
 */
const [plansPath = '', journalPath = '', calls = ''] = process.argv.slice(2)
const plans = JSON.parse(readFileSync(plansPath, 'utf8')) as readonly Plan[]
const journal = openJournal(journalPath)
installCrashFilter(journal)
journal.write({ at: 'hello', ...calibrate() })
if (calls !== '')
  for (const measured of measureFfi(Number(calls))) journal.write({ at: 'ffi', measured })
for (const plan of plans) {
  warmUp(plan)
  interpret(plan, kernelFor(plan), journal)
}
journal.write({ at: 'bye' })
journal.close()
// Handles a probe lost, or I/O it left pending, must not keep the process.
process.exit(0)
