import type { MatrixCell, SummaryRow } from '../result/matrix.ts'
import type { RunLane, RunProbe, RunStep } from '../result/run-file.ts'
import type { Report } from './report.ts'

/** Indexes over a report, built once. */
export interface View {
  readonly report: Report
  /** Lanes with results. */
  readonly lanes: readonly RunLane[]
  /** Lanes without results. */
  readonly absent: readonly RunLane[]
  readonly probes: readonly RunProbe[]
  /** Cells of a probe in a lane, in the order of the steps. */
  readonly cells: (lane: string, probe: string) => readonly MatrixCell[]
  readonly cell: (lane: string, probe: string, step: string) => MatrixCell | undefined
  readonly summary: (lane: string, probe: string) => SummaryRow | undefined
  /** Steps of the sequence of a probe. */
  readonly steps: (probe: RunProbe) => readonly RunStep[]
  readonly operation: (probe: RunProbe, step: string) => string
}

/** A note to show with the name of a lane in headers; empty for most. */
export function laneNote({ status, emulatedCpu }: RunLane): string {
  return [
    ...(status === 'dirty' ? ['dirty'] : []),
    ...(emulatedCpu === undefined ? [] : ['emulated CPU']),
  ].join(', ')
}

/** The name of a lane with its note, as plain text. */
export function laneTitle(lane: RunLane): string {
  const note = laneNote(lane)
  return note === '' ? lane.id : `${lane.id} (${note})`
}

function key(...parts: readonly string[]): string {
  return parts.join('\n')
}

/** Groups values by a name, in order of first occurrence. */
export function groupBy<T, Name extends string>(
  values: Iterable<T>,
  name: (value: T) => Name,
): ReadonlyMap<Name, readonly T[]> {
  const groups = new Map<Name, T[]>()
  for (const value of values) {
    const group = groups.get(name(value))
    if (group) group.push(value)
    else groups.set(name(value), [value])
  }
  return groups
}

/** Builds the indexes. */
export function viewOf(report: Report): View {
  const { lanes, probes, steps, cells, summary } = report.matrix
  const bySequence = groupBy(steps, step => step.sequence)
  const byPair = groupBy(cells, cell => key(cell.lane, cell.probe))
  const byPlace = new Map(cells.map(cell => [key(cell.lane, cell.probe, cell.step), cell]))
  const rows = new Map(summary.map(row => [key(row.lane, row.probe), row]))
  const operations = new Map(steps.map(step => [key(step.sequence, step.id), step.operation]))
  const measured = new Set(summary.map(row => row.lane))
  return {
    report,
    lanes: lanes.filter(lane => measured.has(lane.id)),
    absent: lanes.filter(lane => !measured.has(lane.id)),
    probes,
    cells: (lane, probe) => byPair.get(key(lane, probe)) ?? [],
    cell: (lane, probe, step) => byPlace.get(key(lane, probe, step)),
    summary: (lane, probe) => rows.get(key(lane, probe)),
    steps: probe => bySequence.get(probe.sequence) ?? [],
    operation: (probe, step) =>
      probe.otherCalls?.[step] ?? operations.get(key(probe.sequence, step)) ?? step,
  }
}

/**
 * The measured lanes with a platform's own kernel and a clean control. A tagged kernel is a sanitizer; its lanes
 * are used only where nothing else was measured.
 */
export function platformLanes({ lanes }: View): readonly RunLane[] {
  const clean = lanes.filter(({ status }) => status !== 'dirty')
  const platform = clean.filter(({ kernel }) => kernel !== 'tagged')
  return platform.length > 0 ? platform : clean
}

/** The measured lanes with tagged handles, if there are others. */
export function taggedLanes(view: View): readonly RunLane[] {
  const platform = platformLanes(view)
  return view.lanes.filter(lane => lane.kernel === 'tagged' && !platform.includes(lane))
}

/** Lanes with few probes: an earlier lane of the same architecture has at least twice as many. These are the lanes of other hosts. */
export function sideLanes(view: View, lanes: readonly RunLane[]): readonly RunLane[] {
  const measured = ({ id }: RunLane): number =>
    view.probes.filter(probe => view.cells(id, probe.id).length > 0).length
  return lanes.filter((lane, index) =>
    lanes
      .slice(0, index)
      .some(one => one.architecture === lane.architecture && measured(one) >= 2 * measured(lane)),
  )
}

/** The measured lanes in display order: those of a platform, then those with tagged handles; in both groups other hosts come last. */
export function lanesInOrder(view: View): readonly RunLane[] {
  const isTagged = ({ kernel }: RunLane): boolean => kernel === 'tagged'
  const sideLast = (lanes: readonly RunLane[]): readonly RunLane[] => {
    const side = sideLanes(view, lanes)
    return [...lanes.filter(lane => !side.includes(lane)), ...side]
  }
  return [
    ...sideLast(view.lanes.filter(lane => !isTagged(lane))),
    ...sideLast(view.lanes.filter(isTagged)),
  ]
}

/** Lanes without results, and those with a control that was not clean. */
export function unmeasured(view: View): readonly RunLane[] {
  const absent = new Set(view.absent)
  return view.report.matrix.lanes.filter(lane => lane.status === 'dirty' || absent.has(lane))
}
