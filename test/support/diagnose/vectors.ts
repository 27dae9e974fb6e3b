import type { MistakeId } from '../../../src/mistakes/index.ts'
import { diagnosedAs } from '../../../src/mistakes/index.ts'
import { callKey } from '../../../src/diagnose/call-groups.ts'
import { seenWord, statusOf } from '../../../src/diagnose/learn.ts'
import { outcomeOf, type SeenCall } from '../../../src/diagnose/symptom.ts'
import { cellsOf } from '../../../src/result/cells.ts'
import type { RunFile, RunProbe } from '../../../src/result/run-file.ts'

/** Every step of a probe in every lane of a run, including tagged ones, with its outcome and NTSTATUS. */
function vectorOf(run: RunFile, probe: RunProbe): string {
  const operations = new Map(run.steps.map(step => [`${step.sequence} ${step.id}`, step.operation]))
  const words = run.lanes.flatMap(({ id: lane }) => {
    const result = run.results.find(item => item.lane === lane && item.probe === probe.id)
    return result
      ? [...cellsOf(result)].map(
          ([step, { outcome }]) =>
            `${lane} ${step} ${seenWord(operations.get(`${probe.sequence} ${step}`) ?? '', outcome)} ${statusOf(outcome) ?? ''}`,
        )
      : []
  })
  return `${probe.sequence}\n${words.sort().join('\n')}`
}

/** Classes with a probe that has the same results in every lane as a probe of another class. */
export function classesWithVectorOf(run: RunFile, id: string): ReadonlySet<MistakeId> {
  const own = run.probes.find(probe => probe.id === id)
  if (!own) return new Set()
  const vector = vectorOf(run, own)
  return new Set(
    run.probes
      .filter(probe => vectorOf(run, probe) === vector)
      .flatMap(probe => diagnosedAs(probe.mechanism) ?? []),
  )
}

/**
 * Classes with a probe in which a call ends in the same way, in untagged processes of one architecture: for a
 * program without earlier calls, this is the first symptom.
 */
export function classesWithSymptom(
  run: RunFile,
  architecture: string,
  { call, outcome }: SeenCall,
): ReadonlySet<MistakeId> {
  const lanes = run.lanes
    .filter(lane => lane.architecture === architecture && lane.kernel !== 'tagged')
    .map(({ id }) => id)
  const steps = new Set(
    run.steps
      .filter(({ operation }) => callKey(operation) === callKey(call))
      .map(({ id, sequence }) => `${sequence} ${id}`),
  )
  const shows = (probe: RunProbe): boolean =>
    run.results.some(
      result =>
        result.probe === probe.id &&
        lanes.includes(result.lane) &&
        result.cells.some(
          ({ step, outcome: seen }) =>
            steps.has(`${probe.sequence} ${step}`) &&
            seen.kind !== 'ok' &&
            seen.kind !== 'not-reached' &&
            outcomeOf(seenWord(call, seen)) === outcomeOf(outcome),
        ),
    )
  return new Set(run.probes.filter(shows).flatMap(probe => diagnosedAs(probe.mechanism) ?? []))
}
