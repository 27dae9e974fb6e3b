import type { RunFile, RunLane } from './run-file.ts'

type EngineName = RunLane['engine']

/**
 * Renames the lanes of a run from one engine to another, so that the two can be compared lane by lane. The results
 * of `from` get the lane names of `to`; results of any other engine are left out. Pure.
 */
export function asEngine(run: RunFile, from: EngineName, to: EngineName): RunFile {
  const own = run.lanes.filter(({ engine }) => engine === from)
  const renamed = new Map(own.map(({ id }) => [id, `${to}${id.slice(from.length)}`]))
  const nameOf = (id: string): string => renamed.get(id) ?? id
  const results = run.results
    .filter(({ lane }) => renamed.has(lane))
    .map(result => ({ ...result, lane: nameOf(result.lane) }))
  return {
    ...run,
    results,
    planned: results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0),
    lanes: own.map(lane => ({ ...lane, id: nameOf(lane.id), engine: to })),
  }
}
