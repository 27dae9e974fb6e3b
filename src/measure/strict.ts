import { join } from 'node:path'
import type { Ready } from '../lanes/engines/engine.ts'
import type { Plan } from '../program/plan.ts'
import type { Step } from '../program/step.ts'
import type { Outcome } from '../result/outcome.ts'
import { isInvalidHandle } from '../result/cells.ts'
import { trueAbi } from '../declare/win32/abi.ts'
import { STATUS_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { Executed } from './execute.ts'
import type { StepResult, StrictVerdict } from './fold.ts'
import { launch } from './launch.ts'

/** The result of strict handle checks: the steps with a verdict, and the system's support for the checks. */
export interface Witnessed {
  readonly executed: readonly Executed[]
  /** As text, for the environment of the lane; absent where nothing was to be checked. */
  readonly strictHandles?: string
}

/** Whether a process ended by the exception that strict checks raise. Unix keeps only the lowest byte of an exit code. */
export function endedStrictly(outcome: Outcome): boolean {
  if (outcome.kind !== 'crashed' || outcome.exitCode === null) return false
  const code = outcome.exitCode >>> 0
  return code === STATUS_INVALID_HANDLE || code === (STATUS_INVALID_HANDLE & 0xff)
}

/** A plan with a single call on an invalid handle, to test whether the system raises an exception. */
function trial(plan: Plan): Plan {
  const step: Step = {
    id: 'close',
    function: 'CloseHandle',
    title: 'close what is no handle',
    group: 'close',
    arguments: { hObject: { kind: 'number', value: 0x7ff0 } },
  }
  return {
    ...plan,
    id: 'strict-trial',
    device: { kind: 'none', path: '' },
    addresses: 'as-they-come',
    memory: {},
    steps: [step],
    strictFrom: step.id,
    abi: {
      functions: { CloseHandle: trueAbi.functions.CloseHandle },
      structs: {},
      variables: trueAbi.variables,
      sentinel: 'all-ones',
    },
  }
}

/** Why strict handle checks are of no use on this system; `undefined` where they work. */
async function whyUseless(ready: Ready, plan: Plan, folder: string): Promise<string | undefined> {
  const { strict, plans } = await launch(ready, [trial(plan)], folder, {})
  if (!strict) return 'could not be tried'
  if (!strict.accepted) return `refused by this system (error ${strict.lastError})`
  const outcome = plans.get('strict-trial')?.[0]?.outcome
  return outcome && endedStrictly(outcome)
    ? undefined
    : 'accepted by this system, but nothing is raised'
}

/** The first step with error 6 of each function: one process can confirm one of them. */
function firstFailures({ resolved, steps }: Executed): StepResult[] {
  const functionOf = new Map(resolved.plan.steps.map(step => [step.id, step.function]))
  const failed = steps.filter(({ outcome }) => isInvalidHandle(outcome))
  return [
    ...new Map([...failed].reverse().map(result => [functionOf.get(result.step), result])).values(),
  ]
}

async function verdictOn(
  ready: Ready,
  plan: Plan,
  step: string,
  folder: string,
): Promise<StrictVerdict> {
  const { plans } = await launch(ready, [{ ...plan, strictFrom: step }], folder, {})
  const again = plans.get(plan.id)?.find(result => result.step === step)
  return again && endedStrictly(again.outcome) ? 'confirmed' : 'not-confirmed'
}

/**
 * Runs each failing cell again (the first of each function) in a process of its own whose system raises an
 * exception for a bad handle. This is a second witness, independent of the last error. The tagged kernel is left
 * out, since the system does not know its tags.
 */
export async function witness(
  ready: Ready,
  executed: readonly Executed[],
  folder: string,
): Promise<Witnessed> {
  const failing = executed.flatMap(one =>
    one.resolved.plan.kernel.id === 'tagged'
      ? []
      : firstFailures(one).map(result => ({ plan: one.resolved.plan, step: result.step })),
  )
  const [first] = failing
  if (!first) return { executed }
  const useless = await whyUseless(ready, first.plan, join(folder, 'strict-trial'))
  if (useless !== undefined) return { executed, strictHandles: useless }
  const verdicts = new Map<string, StrictVerdict>()
  for (const [index, { plan, step }] of failing.entries())
    verdicts.set(
      `${plan.id} ${step}`,
      await verdictOn(ready, plan, step, join(folder, `strict-${index}`)),
    )
  const judged = (plan: Plan, result: StepResult): StepResult => {
    const strict = verdicts.get(`${plan.id} ${result.step}`)
    return strict ? { ...result, strict } : result
  }
  return {
    executed: executed.map(one => ({
      ...one,
      steps: one.steps.map(result => judged(one.resolved.plan, result)),
    })),
    strictHandles: 'an exception for each bad handle',
  }
}
