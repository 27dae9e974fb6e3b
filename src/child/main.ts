import { readFileSync } from 'node:fs'
import type { Plan } from '../program/plan.ts'
import { unpackPlans } from '../program/plan-list.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { calibrate } from './calibrate.ts'
import { installCrashFilter } from './crash-filter.ts'
import { interpret } from './interpret.ts'
import { measureFfi } from './measure-ffi.ts'
import { openJournal } from './journal.ts'
import type { Kernel } from './kernels/kernel.ts'
import { realKernel } from './kernels/real.ts'

/**
 * Memory that libraries allocate and free on first use would leave low holes in the heap. So where addresses have
 * to be high, the plan is first run once with correct declarations and without a record.
 */
function warmUp(plan: Plan): void {
  if (plan.addresses !== 'above-4gib' || plan.kernel.base !== 'native') return
  const right: Plan = {
    ...plan,
    abi: trueAbi,
    addresses: 'as-they-come',
    kernel: { id: 'native', base: 'native' },
  }
  interpret(right, realKernel(right), { write: () => undefined, close: () => undefined })
}

/** The simulation is almost half of the modules. A child that runs from the sources loads each by itself, and strips its types. */
async function kernelsFor(plans: readonly Plan[]): Promise<(plan: Plan) => Kernel> {
  return plans.every(({ kernel }) => kernel.base === 'native')
    ? realKernel
    : (await import('./kernels/index.ts')).kernelFor
}

/**
 * The isolated process: `main.js PLANS JOURNAL [CALLS]`. PLANS is a file that `packPlans` wrote, of one
 * lane, JOURNAL the file that gets one line per call. With CALLS (a number) it also records what the FFI does with each
 * declared type, before and after that many warm-up calls. Nothing is written to stdout.
 */
const [plansPath = '', journalPath = '', calls = ''] = process.argv.slice(2)
const plans = unpackPlans(readFileSync(plansPath, 'utf8'))
const kernelFor = await kernelsFor(plans)
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
// Handles that a probe lost, or I/O that it left pending, must not keep the process alive.
process.exit(0)
