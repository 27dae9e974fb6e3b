import { join } from 'node:path'
import type { Ready } from '../engine/engine.ts'
import type { Resolved } from '../probe/resolve.ts'
import type { HelloLine } from '../result/observation.ts'
import type { StepResult } from './fold.ts'
import { launch, type Watch } from './launch.ts'

/** A resolved probe with what became of each of its steps. */
export interface Executed {
  readonly resolved: Resolved
  readonly steps: readonly StepResult[]
}

/** What a job brought. */
export interface JobResult {
  readonly executed: readonly Executed[]
  readonly hello?: HelloLine
}

/** Every step of a plan with the same reason for not being measured. */
export function notMeasured(resolved: Resolved, reason: string): Executed {
  return { resolved, steps: resolved.plan.steps.map(step => ({ step: step.id, outcome: { kind: 'not-declared', reason } })) }
}

/** A process that dies before its first plan is tried this often. */
const startTries = 3

/**
 * Runs resolved probes of one lane, the rest in a fresh child after each crash or hang. Every plan comes
 * back, each with an outcome for every step.
 */
export async function execute(ready: Ready, probes: readonly Resolved[], folder: string, watch: Watch): Promise<JobResult> {
  const executed: Executed[] = []
  let hello: HelloLine | undefined
  let waiting = probes
  let failedStarts = 0
  for (let child = 1; waiting.length > 0 && failedStarts < startTries; child++) {
    const folded = await launch(ready, waiting.map(({ plan }) => plan), join(folder, `child-${child}`), watch)
    hello ??= folded.hello
    failedStarts = folded.plans.size > 0 ? 0 : failedStarts + 1
    for (const resolved of waiting) {
      const steps = folded.plans.get(resolved.plan.id)
      if (steps) executed.push({ resolved, steps })
    }
    waiting = waiting.filter(({ plan }) => !folded.plans.has(plan.id))
  }
  const reason = `the child process died ${startTries} times before it came to this probe`
  return { executed: [...executed, ...waiting.map(resolved => notMeasured(resolved, reason))], ...hello ? { hello } : {} }
}
