import type { Plan } from '../../src/program/plan.ts'
import type { JournalLine } from '../../src/result/observation.ts'
import type { Outcome } from '../../src/result/outcome.ts'
import type { RunFile, RunResult } from '../../src/result/run-file.ts'
import { fold } from '../../src/measure/fold.ts'

/** An outcome in a few words that are the same in every run. */
function textOf(outcome: Outcome): string {
  if (outcome.kind === 'win32-error') return `error ${outcome.code}`
  if (outcome.kind === 'not-reached') return `not reached after ${outcome.after}`
  return outcome.kind
}

/** Outcomes by step, folded from a journal. */
export function outcomeText(plan: Plan, lines: readonly JournalLine[]): Record<string, string> {
  const results =
    fold([plan], lines, { kind: 'exited', exitCode: 0, signal: null }).plans.get(plan.id) ?? []
  return Object.fromEntries(results.map(({ step, outcome }) => [step, textOf(outcome)]))
}

function textOfResult({ ok, cells }: RunResult): Record<string, string> {
  const outcomes = [
    ...ok.map((step): [string, string] => [step, 'ok']),
    ...cells.map(({ step, outcome }): [string, string] => [step, textOf(outcome)]),
  ]
  return Object.fromEntries(outcomes.sort(([one], [other]) => one.localeCompare(other)))
}

/** Outcomes by probe and step of one lane of a run. */
export function outcomesOfLane(run: RunFile, lane: string): Record<string, Record<string, string>> {
  return Object.fromEntries(
    run.results
      .filter(result => result.lane === lane)
      .map(result => [result.probe, textOfResult(result)]),
  )
}
