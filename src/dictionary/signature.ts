import { cellsOf } from '../result/cells.ts'
import { isClean } from '../result/clean.ts'
import type { Outcome } from '../result/outcome.ts'
import type { RunFile, RunProbe, RunResult } from '../result/run-file.ts'

/** An outcome as a word of a signature: the code of an error, or the kind. */
export function outcomeWord(outcome: Outcome): string {
  return outcome.kind === 'win32-error' ? String(outcome.code) : outcome.kind
}

/** What stands in front of the steps of a scene; nothing for the first one. */
function scenePrefix(probe: RunProbe): string {
  if (probe.device === 'missing') return 'missing:'
  return probe.addresses === 'above-4gib' ? 'above-4gib:' : ''
}

interface Scene {
  readonly probe: RunProbe
  readonly result: RunResult
  readonly control: RunResult
}

function wordsOf({ probe, result, control }: Scene): string[] {
  const expected = cellsOf(control)
  const prefix = scenePrefix(probe)
  return [...cellsOf(result).values()].flatMap(({ step, outcome }) => {
    const right = expected.get(step)?.outcome
    return right && outcomeWord(right) === outcomeWord(outcome)
      ? []
      : [`${prefix}${step}=${outcomeWord(outcome)}`]
  })
}

/** What follows from an earlier word of the scene is left out: steps not reached after it, and all but the first step that a program should not have come to. */
function withoutConsequences(words: readonly string[]): string[] {
  const first = (ending: string): number => words.findIndex(word => word.endsWith(ending))
  const failure = words.findIndex(word => !word.endsWith('=not-reached'))
  return words.filter((word, index) => {
    if (word.endsWith('=not-reached'))
      return failure < 0 ? index === 0 : index < failure && index === 0
    return !word.endsWith('=ok') || index === first('=ok')
  })
}

function isMeasured(result: RunResult): boolean {
  return !result.cells.some(({ outcome }) => outcome.kind === 'not-declared')
}

/** Plans of one fault: its own and those of its other scenes. */
function faultOfPlan(plan: string): string {
  return plan.split('@')[0] ?? plan
}

/**
 * The signature of each fault that a run measured in a lane: the steps that ended otherwise than the
 * control's, in the order of the steps. A fault with a scene that was not measured, or whose control is
 * not clean, is absent.
 */
export function signaturesOf(run: RunFile, lane: string): ReadonlyMap<string, string> {
  const probes = new Map(run.probes.map(probe => [probe.id, probe]))
  const results = new Map(
    run.results.filter(result => result.lane === lane).map(result => [result.probe, result]),
  )
  const order = new Map(run.steps.map((step, index) => [`${step.sequence} ${step.id}`, index]))
  const faults = new Map<string, string[] | undefined>()
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
    const rank = (word: string): number =>
      order.get(`${probe.sequence} ${word.slice(word.indexOf(':') + 1).split('=')[0]}`) ?? 0
    const words = wordsOf({ probe, result, control }).sort((one, other) => rank(one) - rank(other))
    faults.set(fault, [...earlier, ...withoutConsequences(words)])
  }
  return new Map(
    [...faults].flatMap(([fault, words]) => (words ? [[fault, words.join(' ')] as const] : [])),
  )
}

/** The words of a signature apart. */
export function readSignature(
  signature: string,
): readonly { readonly scene: string; readonly step: string; readonly outcome: string }[] {
  return signature === ''
    ? []
    : signature.split(' ').map(word => {
        const [left = '', outcome = ''] = word.split('=')
        const colon = left.indexOf(':')
        return {
          scene: colon < 0 ? '' : left.slice(0, colon),
          step: left.slice(colon + 1),
          outcome,
        }
      })
}
