import { architectures } from '../declare/win32/architecture.ts'
import { engineIds, kernelIds } from './lane.ts'
import { mergeResults, type RecordedResult } from './merge-cells.ts'
import { orderedUnion } from './ordered-union.ts'
import type { RunFile, RunLane, RunProbe, RunResult, RunStep } from './run-file.ts'

type Environment = RunLane['environments'][number]

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Orders lanes by engine, architecture, host and kernel, as a run lists them: koffi's before the others. */
function compareLanes(one: RunLane, other: RunLane): number {
  return (
    engineIds.indexOf(one.engine) - engineIds.indexOf(other.engine) ||
    architectures.indexOf(one.architecture) - architectures.indexOf(other.architecture) ||
    Number(one.host !== 'koffi') - Number(other.host !== 'koffi') ||
    compareText(one.host, other.host) ||
    kernelIds.indexOf(one.kernel) - kernelIds.indexOf(other.kernel) ||
    compareText(one.id, other.id)
  )
}

function environmentKey(environment: Environment): string {
  const sorted = (texts: Readonly<Record<string, string>> = {}): [string, string][] =>
    Object.entries(texts).sort(([one], [other]) => compareText(one, other))
  const { facts, calibration, strictHandles = '' } = environment
  return JSON.stringify([sorted(facts), sorted(calibration), strictHandles])
}

/** Earliest first, independent of the order of the files. */
function inOrder(runs: readonly RunFile[]): RunFile[] {
  return [...runs].sort(
    (one, other) =>
      compareText(one.meta.startedAt, other.meta.startedAt) ||
      compareText(JSON.stringify(one), JSON.stringify(other)),
  )
}

interface Merged {
  readonly lane: RunLane
  /** The recordings that count for this lane, with the indexes of their environments in the merged one. */
  readonly from: ReadonlyMap<RunFile, readonly number[]>
}

const best: readonly RunLane['status'][] = ['measured', 'dirty', 'unavailable']

/** Combines a lane of several runs. A recording that is dirty or unavailable is ignored where another got further. */
function mergeLane(recorded: readonly (readonly [RunFile, RunLane])[]): Merged | undefined {
  const status = best.find(one => recorded.some(([, lane]) => lane.status === one)) ?? 'unavailable'
  const counting = recorded.filter(([, lane]) => lane.status === status)
  const latest = counting.at(-1)?.[1]
  if (!latest) return undefined
  const environments = new Map<string, Environment>()
  for (const environment of counting.flatMap(([, lane]) => lane.environments)) {
    const key = environmentKey(environment)
    // Of one machine, one recording may include FFI measurements and another may not.
    environments.set(key, { ...environments.get(key), ...environment })
  }
  const keys = [...environments.keys()].sort(compareText)
  const from = new Map(
    counting.map(
      ([run, lane]) =>
        [
          run,
          lane.environments.map(environment => keys.indexOf(environmentKey(environment))),
        ] as const,
    ),
  )
  return {
    lane: {
      ...latest,
      environments: [...environments]
        .sort(([one], [other]) => compareText(one, other))
        .map(([, environment]) => environment),
    },
    from,
  }
}

function mergeLanes(runs: readonly RunFile[]): Merged[] {
  const lanes = new Map<string, [RunFile, RunLane][]>()
  for (const run of runs)
    for (const lane of run.lanes) lanes.set(lane.id, [...(lanes.get(lane.id) ?? []), [run, lane]])
  return [...lanes.values()]
    .flatMap(recorded => mergeLane(recorded) ?? [])
    .sort((one, other) => compareLanes(one.lane, other.lane))
}

/** Controls first, then probes, both by name, as a run lists them. The latest description is used. */
function mergeProbes(runs: readonly RunFile[]): RunProbe[] {
  const all = [
    ...new Map(
      runs.flatMap(run => run.probes.map((probe): [string, RunProbe] => [probe.id, probe])),
    ).values(),
  ]
  const rank = (probe: RunProbe): number => (probe.mechanism === 'control' ? 0 : 1)
  return all.sort((one, other) => rank(one) - rank(other) || compareText(one.id, other.id))
}

function mergeSteps(runs: readonly RunFile[], probes: readonly RunProbe[]): RunStep[] {
  const sequences = new Set([
    ...probes.map(probe => probe.sequence),
    ...runs.flatMap(run => run.steps.map(step => step.sequence)),
  ])
  return [...sequences].flatMap(sequence =>
    orderedUnion(
      runs.map(run => run.steps.filter(step => step.sequence === sequence)),
      step => step.id,
    ),
  )
}

function resultKey(lane: string, probe: string): string {
  return JSON.stringify([lane, probe])
}

function mergeAllResults(
  runs: readonly RunFile[],
  lanes: readonly Merged[],
  probes: readonly RunProbe[],
): RunResult[] {
  const recorded = new Map<string, RecordedResult[]>()
  const from = new Map(lanes.map(merged => [merged.lane.id, merged.from]))
  for (const run of runs) {
    for (const result of run.results) {
      const environments = from.get(result.lane)?.get(run)
      if (!environments) continue
      const key = resultKey(result.lane, result.probe)
      const known = recorded.get(key)
      if (known) known.push({ result, environments })
      else recorded.set(key, [{ result, environments }])
    }
  }
  return lanes.flatMap(({ lane }) =>
    probes.flatMap(probe => {
      const list = recorded.get(resultKey(lane.id, probe.id))
      return list ? [mergeResults(lane.id, probe.id, list)] : []
    }),
  )
}

function cellCount(results: readonly RunResult[]): number {
  return results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0)
}

/** Cells that were planned but are in no recording: a fault of the harness that a merge must not hide. */
function lostCells(runs: readonly RunFile[]): number {
  return runs.reduce((sum, run) => sum + run.planned - cellCount(run.results), 0)
}

/**
 * Combines runs of several machines and architectures into one, independent of the order of the runs. Environments
 * are kept side by side; a cell that ended differently in two recordings keeps both outcomes. A single run is
 * returned unchanged, in canonical order.
 */
export function mergeRuns(runs: readonly [RunFile, ...RunFile[]]): RunFile {
  const ordered = inOrder(runs)
  const lanes = mergeLanes(ordered)
  const probes = mergeProbes(ordered)
  const results = mergeAllResults(ordered, lanes, probes)
  const versions = [...new Set(ordered.map(run => run.tool.version))].sort(compareText)
  return {
    schemaVersion: runs[0].schemaVersion,
    tool: { name: runs[0].tool.name, version: versions.join(' + ') },
    meta: {
      startedAt: ordered[0]?.meta.startedAt ?? runs[0].meta.startedAt,
      durationMs: ordered.reduce((sum, run) => sum + run.meta.durationMs, 0),
    },
    planned: cellCount(results) + lostCells(ordered),
    lanes: lanes.map(({ lane }) => lane),
    probes,
    steps: mergeSteps(ordered, probes),
    results,
  }
}
