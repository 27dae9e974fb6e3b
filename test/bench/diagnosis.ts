import { diagnose } from '../../src/diagnose/diagnose.ts'
import { recordedRun } from '../support/readme-rows.ts'
import { storiesOf } from '../support/diagnose/catalogue.ts'
import { median } from './run.ts'

/** Milliseconds for the diagnosis of each probe's whole vector: the first one, which prepares what all share, and the middle of the others. */
export function printDiagnosisBench(print: (line: string) => void): void {
  const run = recordedRun()
  const times = (['x64', 'ia32'] as const)
    .flatMap(architecture => storiesOf(run, architecture).stories)
    .map(({ whole }) => {
      const began = performance.now()
      diagnose(whole)
      return performance.now() - began
    })
  const [first = 0, ...others] = times
  print(
    `Diagnosis: the first ${first.toFixed(1)} ms, ${others.length} more of ${median(others).toFixed(1)} ms each, the slowest ${Math.max(...others).toFixed(1)} ms`,
  )
}
