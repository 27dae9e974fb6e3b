import type { Plan } from '../../../src/program/plan.ts'
import { loadProbes } from '../../../src/program/load.ts'
import { resolve } from '../../../src/program/resolve.ts'
import { vocabularyOf } from '../../../src/program/vocabulary.ts'
import { laneOf } from '../../../src/measure/lanes.ts'
import type { Architecture } from '../../../src/declare/win32/architecture.ts'

const probes = await loadProbes()

/** What the probes call and say. */
export const vocabulary = vocabularyOf(probes)

/** Steps of the serial sequence that use every form of an argument, an assignment and a check. */
const serialSteps = [
  'open',
  'create-read-event',
  'setup-comm',
  'get-state',
  'set-state',
  'clear-error',
  'write',
  'write-result',
  'read',
  'read-result',
  'close',
]

function planOf(id: string, architecture: Architecture): Plan {
  const probe = probes.find(one => one.id === id)
  if (!probe) throw new Error(`no probe ${id}`)
  return resolve(
    probe,
    laneOf('sim', architecture, 'native'),
    { kind: probe.device, path: probe.device === 'none' ? '' : '\\\\.\\COM3' },
    'as-they-come',
  ).plan
}

/** A plan with fewer steps, and no more declarations and memory than these need. */
function shorten(plan: Plan, ids: readonly string[]): Plan {
  const steps = plan.steps
    .filter(step => ids.includes(step.id))
    .map(({ checks: _, ...step }) => step)
  const used = JSON.stringify(steps)
  const memory = Object.fromEntries(
    Object.entries(plan.memory).filter(([name]) => used.includes(`"${name}"`)),
  )
  const functions = Object.fromEntries(
    Object.entries(plan.abi.functions).filter(([name]) =>
      steps.some(step => step.function === name),
    ),
  )
  const structs = Object.fromEntries(
    Object.entries(plan.abi.structs).filter(
      ([name]) => JSON.stringify(memory).includes(`"${name}"`) || used.includes(`"${name}"`),
    ),
  )
  return { ...plan, memory, abi: { ...plan.abi, functions, structs }, steps }
}

/** Plans of every family of handles, each small enough to be read ten thousand times. */
export const smallPlans: readonly Plan[] = [
  shorten(planOf('correct', 'x64'), [...serialSteps, 'create-write-event']),
  shorten(planOf('correct', 'ia32'), [...serialSteps, 'create-write-event']),
  planOf('hkey-u32', 'x64'),
  planOf('devinfo-i32', 'x64'),
  planOf('pseudo-handle-i32', 'ia32'),
  planOf('heap-i32', 'x64'),
  planOf('find-i32', 'ia32'),
  planOf('module-i32', 'x64'),
]
