import type { Cause } from '../result/cause.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RunProbe } from '../result/run-file.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import type { View } from './view.ts'
import { shortText, type Mark, marks } from './words.ts'

/** Steps of one probe that ended in the same way. */
export interface FailureGroup {
  readonly mark: Mark
  /** `error 6`, `error 87`, `crashed` … with its symbol. */
  readonly text: string
  readonly cause: Cause | undefined
  readonly cells: readonly MatrixCell[]
}

/** Lanes in which a probe fails in exactly the same way. */
export interface LaneFailures {
  readonly lanes: readonly string[]
  readonly groups: readonly FailureGroup[]
  /** Steps not called because of these. */
  readonly notReached: readonly MatrixCell[]
}

const failureKinds: ReadonlySet<VerdictKind> = new Set([
  'invalid-handle',
  'other-error',
  'wrong-data',
  'crashed',
  'timed-out',
])

/** Whether a cell ended otherwise than the control, by its own doing. */
export function isFailure(cell: MatrixCell): boolean {
  return failureKinds.has(cell.verdict.kind)
}

function groupsOf(cells: readonly MatrixCell[]): FailureGroup[] {
  const groups = new Map<
    string,
    { mark: Mark; text: string; cause: Cause | undefined; cells: MatrixCell[] }
  >()
  for (const cell of cells.filter(isFailure)) {
    const text = shortText(cell)
    const name = `${text}\n${cell.cause ?? ''}`
    const group = groups.get(name)
    if (group) group.cells.push(cell)
    else
      groups.set(name, { mark: marks[cell.verdict.kind], text, cause: cell.cause, cells: [cell] })
  }
  return [...groups.values()]
}

function signature(groups: readonly FailureGroup[]): string {
  return JSON.stringify(
    groups.map(group => [group.text, group.cause ?? null, group.cells.map(cell => cell.step)]),
  )
}

/** How a probe fails, lanes that fail alike joined. Empty where it fails nowhere. */
export function failuresOf(view: View, probe: RunProbe): LaneFailures[] {
  const found = new Map<
    string,
    { lanes: string[]; groups: FailureGroup[]; notReached: MatrixCell[] }
  >()
  for (const lane of view.lanes) {
    const cells = view.cells(lane.id, probe.id)
    const groups = groupsOf(cells)
    if (groups.length === 0) continue
    const known = found.get(signature(groups))
    if (known) known.lanes.push(lane.id)
    else
      found.set(signature(groups), {
        lanes: [lane.id],
        groups,
        notReached: cells.filter(cell => cell.verdict.kind === 'not-reached'),
      })
  }
  return [...found.values()]
}

/** The operations of some cells in order, each once, with the steps that call it. */
export function operationsOf(
  view: View,
  probe: RunProbe,
  cells: readonly MatrixCell[],
): ReadonlyMap<string, readonly string[]> {
  const operations = new Map<string, string[]>()
  for (const cell of cells) {
    const operation = view.operation(probe, cell.step)
    const known = operations.get(operation)
    if (known) known.push(cell.step)
    else operations.set(operation, [cell.step])
  }
  return operations
}

/** An open that failed with its own code, went unnoticed, and came back as error 6 later. */
export interface HiddenFailure {
  readonly lanes: readonly string[]
  readonly open: string
  readonly realCode: number
  /** The first step that reported 6 instead. */
  readonly step: string
  readonly passed: string
}

function hiddenIn(cells: readonly MatrixCell[]): Omit<HiddenFailure, 'lanes'> | undefined {
  for (const cell of cells) {
    const handle =
      cell.cause === 'sentinel-used'
        ? cell.seen?.handles?.find(one => one.openFailedWith !== undefined)
        : undefined
    if (handle?.openFailedWith !== undefined)
      return {
        open: handle.openedBy ?? 'open',
        realCode: handle.openFailedWith,
        step: cell.step,
        passed: handle.passed,
      }
  }
  return undefined
}

/** The failed opens of a probe that nobody noticed, lanes that tell the same story joined. */
export function hiddenFailures(view: View, probe: RunProbe): HiddenFailure[] {
  const stories = new Map<string, HiddenFailure & { lanes: string[] }>()
  for (const lane of view.lanes) {
    const story = hiddenIn(view.cells(lane.id, probe.id))
    if (!story) continue
    const known = stories.get(JSON.stringify(story))
    if (known) known.lanes.push(lane.id)
    else stories.set(JSON.stringify(story), { lanes: [lane.id], ...story })
  }
  return [...stories.values()]
}
