import type { RunFile } from '../../../src/result/run-file.ts'
import { everyOutcome } from '../../support/views/every-outcome.ts'

const lanes = ['wine-x64', 'sim-x64', 'windows-x64']
const probes = ['correct', 'handle-u32', 'overlapped-32']

/** A run file of three lanes and three probes: small enough to be read ten thousand times. */
export const smallRun: RunFile = {
  ...everyOutcome,
  lanes: everyOutcome.lanes.filter(({ id }) => lanes.includes(id)),
  probes: everyOutcome.probes
    .filter(({ id }) => probes.includes(id))
    .map(probe => ({ ...probe, deviations: probe.deviations.slice(0, 2) })),
  steps: everyOutcome.steps.filter(({ sequence }) => sequence === 'serial'),
  results: everyOutcome.results.filter(
    result => lanes.includes(result.lane) && probes.includes(result.probe),
  ),
  planned: everyOutcome.results
    .filter(result => lanes.includes(result.lane) && probes.includes(result.probe))
    .reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0),
}
