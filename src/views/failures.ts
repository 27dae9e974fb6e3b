import type { MatrixCell } from '../result/matrix.ts'
import type { RunProbe } from '../result/run-file.ts'
import type { VerdictKind } from '../result/verdict-kind.ts'
import type { View } from './view.ts'

const failureKinds: ReadonlySet<VerdictKind> = new Set([
  'invalid-handle',
  'other-error',
  'wrong-data',
  'crashed',
  'timed-out',
])

/** Whether a cell itself differs from the control, rather than as a consequence of another step. */
export function isFailure(cell: MatrixCell): boolean {
  return failureKinds.has(cell.verdict.kind)
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

/** An open that failed with its own code, unnoticed by the program, and led to error 6 later. */
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

/** The unnoticed failed opens of a probe; lanes with the same sequence of events are combined. */
export function hiddenFailures(view: View, probe: RunProbe): HiddenFailure[] {
  const failures = new Map<string, HiddenFailure & { lanes: string[] }>()
  for (const lane of view.lanes) {
    const failure = hiddenIn(view.cells(lane.id, probe.id))
    if (!failure) continue
    const known = failures.get(JSON.stringify(failure))
    if (known) known.lanes.push(lane.id)
    else failures.set(JSON.stringify(failure), { lanes: [lane.id], ...failure })
  }
  return [...failures.values()]
}
