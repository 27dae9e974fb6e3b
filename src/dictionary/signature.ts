import { cellsOf } from '../result/cells.ts'
import { isClean } from '../result/clean.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Difference } from './dictionary-file.ts'
import type { RunFile, RunProbe, RunResult } from '../result/run-file.ts'

/** The effect of a fault: the steps that ended differently from the control, in order. */
export type FaultSignature = readonly Difference[]

/** The part of an outcome that is compared: the code of an error, or the kind. */
export function essence(outcome: Outcome): Difference['outcome'] {
  return outcome.kind === 'win32-error' ? outcome.code : outcome.kind
}

/** Signatures are equal where their keys are. */
export function signatureKey(signature: FaultSignature): string {
  return JSON.stringify(signature.map(({ scene = '', step, outcome }) => [scene, step, outcome]))
}

/** The name of a scene; empty for the first one of a fault. */
function sceneOf(probe: RunProbe): Pick<Difference, 'scene'> {
  if (probe.device === 'missing') return { scene: 'missing' }
  return probe.addresses === 'above-4gib' ? { scene: 'above-4gib' } : {}
}

interface Scene {
  readonly probe: RunProbe
  readonly result: RunResult
  readonly control: RunResult
}

function differencesOf({ probe, result, control }: Scene): Difference[] {
  const expected = cellsOf(control)
  const scene = sceneOf(probe)
  return [...cellsOf(result).values()].flatMap(({ step, outcome }) => {
    const right = expected.get(step)?.outcome
    return right && essence(right) === essence(outcome)
      ? []
      : [{ ...scene, step, outcome: essence(outcome) }]
  })
}

/**
 * Removes consequences of an earlier difference of the scene: steps not reached after it, and all but the first
 * step that the program should not have reached.
 */
function withoutConsequences(all: readonly Difference[]): Difference[] {
  const firstOk = all.findIndex(({ outcome }) => outcome === 'ok')
  const failure = all.findIndex(({ outcome }) => outcome !== 'not-reached')
  return all.filter(({ outcome }, index) => {
    if (outcome === 'not-reached') return failure < 0 ? index === 0 : index < failure && index === 0
    return outcome !== 'ok' || index === firstOk
  })
}

function isMeasured(result: RunResult): boolean {
  return !result.cells.some(({ outcome }) => outcome.kind === 'not-declared')
}

/** The fault that a plan belongs to: the plan has its id, with a suffix for other scenes. */
function faultOfPlan(plan: string): string {
  return plan.split('@')[0] ?? plan
}

/**
 * The signature of each fault that a run measured in a lane: the steps that ended differently from the control's,
 * in order. A fault with a scene that was not measured, or whose control is not clean, is absent.
 */
export function signaturesOf(run: RunFile, lane: string): ReadonlyMap<string, FaultSignature> {
  const probes = new Map(run.probes.map(probe => [probe.id, probe]))
  const results = new Map(
    run.results.filter(result => result.lane === lane).map(result => [result.probe, result]),
  )
  const order = new Map(run.steps.map((step, index) => [`${step.sequence} ${step.id}`, index]))
  const faults = new Map<string, Difference[] | undefined>()
  for (const [id, result] of results) {
    const probe = probes.get(id)
    if (!probe || probe.mechanism === 'control') continue
    const control = results.get(probe.control)
    const fault = faultOfPlan(id)
    const sound = control !== undefined && isClean(control, probe.device) && isMeasured(result)
    const earlier = faults.has(fault) ? faults.get(fault) : []
    if (!sound || !earlier) {
      faults.set(fault, undefined)
      continue
    }
    const rank = ({ step }: Difference): number => order.get(`${probe.sequence} ${step}`) ?? 0
    const all = differencesOf({ probe, result, control }).sort(
      (one, other) => rank(one) - rank(other),
    )
    faults.set(fault, [...earlier, ...withoutConsequences(all)])
  }
  return new Map(
    [...faults].flatMap(([fault, signature]) => (signature ? [[fault, signature] as const] : [])),
  )
}
