import { reportOf, type Report } from '../../../src/views/report.ts'
import type { RunFile } from '../../../src/result/run-file.ts'

/** A report of some of the probes of a run, with the controls that they are compared with. */
export function someProbes(run: RunFile, names: readonly string[]): Report {
  const probes = run.probes.filter(({ id }) => names.includes(id))
  const kept = new Set([...names, ...probes.flatMap(({ control }) => control ?? [])])
  const results = run.results.filter(({ probe }) => kept.has(probe))
  return reportOf({
    ...run,
    probes: run.probes.filter(({ id }) => kept.has(id)),
    results,
    planned: results.reduce((sum, result) => sum + result.ok.length + result.cells.length, 0),
  })
}
