import { join } from 'node:path'
import { provideDevice, type Provided } from '../lanes/devices/provide.ts'
import type { Ready } from '../lanes/engines/engine.ts'
import type { Plan, PlanDevice } from '../program/plan.ts'
import { nameCause, type Cause } from '../result/cause.ts'
import type { EndLine } from '../result/observation.ts'
import type { Outcome } from '../result/outcome.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import type { StepResult } from './fold.ts'
import { launch } from './launch.ts'
import { makeTemporary } from '../os/temporary.ts'

/** The result of one step of a replayed plan. */
export interface ReplayedStep {
  readonly step: string
  readonly operation: string
  readonly outcome: Outcome
  /** What was observed; absent where the call was not made or did not return. */
  readonly seen?: Pick<
    EndLine,
    | 'returned'
    | 'shape'
    | 'failed'
    | 'lastError'
    | 'ntStatus'
    | 'elapsedUs'
    | 'evidence'
    | 'losses'
    | 'fences'
  >
  /** Present where the outcome is error 6. */
  readonly cause?: Cause
}

/** A replayed plan. */
export interface Replayed {
  readonly device: PlanDevice
  readonly environment: Readonly<Record<string, string>>
  readonly steps: readonly ReplayedStep[]
}

/** Why a plan could not be replayed: one sentence. */
export interface NotReplayed {
  readonly reason: string
}

/** The plan with a device made for this replay; the path in the file is no longer valid. */
function onDevice(plan: Plan, device: PlanDevice): Plan {
  return { ...plan, device, memory: { ...plan.memory, path: { kind: 'text', text: device.path } } }
}

function causeOf(plan: Plan, outcome: Outcome, end: EndLine | undefined): Cause | undefined {
  if (outcome.kind !== 'win32-error' || outcome.code !== ERROR_INVALID_HANDLE) return undefined
  return nameCause({
    ntStatus: end?.ntStatus ?? 0,
    pointerBytes: plan.pointerBytes,
    handles: end?.evidence?.handles ?? [],
    losses: end?.losses ?? [],
  })
}

function describe(plan: Plan, { step, outcome, end }: StepResult): ReplayedStep {
  const operation = plan.steps.find(({ id }) => id === step)?.function ?? ''
  const cause = causeOf(plan, outcome, end)
  if (!end) return { step, operation, outcome, ...(cause ? { cause } : {}) }
  const { returned, shape, failed, lastError, ntStatus, elapsedUs, evidence, losses, fences } = end
  const seen = {
    returned,
    shape,
    failed,
    lastError,
    ntStatus,
    elapsedUs,
    fences,
    ...(evidence ? { evidence } : {}),
    ...(losses ? { losses } : {}),
  }
  return { step, operation, outcome, seen, ...(cause ? { cause } : {}) }
}

/**
 * Runs one plan, which must have been validated, on a new device of its kind. `port` is the COM port that the user
 * named, for plans made for one. Rejects only where the harness fails.
 */
export async function replayPlan(
  plan: Plan,
  ready: Ready,
  port: string | undefined,
): Promise<Replayed | NotReplayed> {
  // A simulation has its own devices; the path in the plan is a name inside it.
  const { folder, remove } = makeTemporary()
  try {
    const provided =
      plan.kernel.base === 'simulated'
        ? { device: plan.device, release: async () => undefined }
        : await provideDevice(plan.device.kind, ready, port === undefined ? {} : { port })
    return 'reason' in provided ? provided : await replayOn(plan, ready, provided, folder)
  } finally {
    remove()
  }
}

async function replayOn(
  plan: Plan,
  ready: Ready,
  provided: Provided,
  folder: string,
): Promise<Replayed | NotReplayed> {
  try {
    const whole = onDevice(plan, { ...provided.device, kind: plan.device.kind })
    const { hello, plans } = await launch(ready, [whole], join(folder, 'child'), {})
    const steps = plans.get(plan.id)
    if (!steps) return { reason: 'the child process ended before it came to the plan' }
    return {
      device: whole.device,
      environment: { ...ready.environment, ...hello?.environment },
      steps: steps.map(step => describe(whole, step)),
    }
  } finally {
    await provided.release()
  }
}
