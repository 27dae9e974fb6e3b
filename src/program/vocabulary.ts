import type { PlanVocabulary } from './check-plan.ts'
import { stepsOf, type Probe } from './define-probe.ts'

/** The functions and texts that a set of probes uses: the functions of their steps, the texts of their memory. */
export function vocabularyOf(probes: readonly Probe[]): PlanVocabulary {
  const objects = probes.flatMap(({ sequence }) => Object.values(sequence.memory))
  return {
    functions: new Set(probes.flatMap(probe => stepsOf(probe).map(step => step.function))),
    texts: new Set(
      objects.flatMap(object =>
        object.kind === 'text' || object.kind === 'ascii' ? [object.text] : [],
      ),
    ),
  }
}
