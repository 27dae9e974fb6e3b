import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane, RunProbe } from '../result/run-file.ts'
import { operationsOf } from './failures.ts'
import { groupBy, type View } from './view.ts'
import { marks, shortText, type VerdictMark } from './words.ts'

/** One operation of a probe in a lane: the outcomes of its steps, most serious first. */
export interface OperationCell {
  readonly mark: VerdictMark
  /** `✗ error 6 in 2 of 5, struct-layout`, `= same` … */
  readonly text: string
  /** The same without the number of steps. */
  readonly brief: string
}

/** Lanes with the same results, and the results for each operation. */
export interface Column {
  readonly lanes: readonly string[]
  readonly cells: ReadonlyMap<string, OperationCell>
}

const order = [
  'crashed',
  'invalid-handle',
  'timed-out',
  'wrong-data',
  'other-error',
  'not-judged',
  'not-reached',
  'lucky',
  'tolerated',
  'unsupported',
  'same',
] as const

/** Describes the cells of one operation in a few words. */
export function operationCell(cells: readonly MatrixCell[]): OperationCell {
  const kind = order.find(one => cells.some(cell => cell.verdict.kind === one)) ?? 'not-judged'
  const ofKind = cells.filter(cell => cell.verdict.kind === kind)
  const causes = [...new Set(ofKind.flatMap(cell => cell.cause ?? []))]
  const [first] = ofKind
  const share = ofKind.length === cells.length ? '' : ` in ${ofKind.length} of ${cells.length}`
  const word = first ? shortText(first) : marks[kind].word
  const why = causes.length === 0 ? '' : `, ${causes.join(', ')}`
  return { mark: marks[kind], text: `${word}${share}${why}`, brief: `${word}${why}` }
}

/** The matrix operation × lane of a probe; lanes with the same results share a column. */
export function columnsOf(
  view: View,
  probe: RunProbe,
  lanes: readonly RunLane[] = view.lanes,
): Column[] {
  const columns = new Map<string, { lanes: string[]; cells: Map<string, OperationCell> }>()
  for (const lane of lanes) {
    const cells = view.cells(lane.id, probe.id)
    if (cells.length === 0) continue
    const byStep = new Map(cells.map(cell => [cell.step, cell]))
    const operations = new Map(
      [...operationsOf(view, probe, cells)].map(([operation, steps]) => [
        operation,
        operationCell(steps.flatMap(step => byStep.get(step) ?? [])),
      ]),
    )
    const name = JSON.stringify([...operations].map(([operation, cell]) => [operation, cell.text]))
    const known = columns.get(name)
    if (known) known.lanes.push(lane.id)
    else columns.set(name, { lanes: [lane.id], cells: operations })
  }
  return [...columns.values()]
}

/** Operations that differ from the control in some lane (for the control: that do not succeed), and the number of the others. */
export function operationsOfInterest(
  probe: RunProbe,
  columns: readonly Column[],
): { readonly shown: readonly string[]; readonly quiet: number } {
  const plain: readonly VerdictMark[] =
    probe.mechanism === 'control' ? [marks.same] : [marks.same, marks.unsupported]
  const all = [...new Set(columns.flatMap(column => [...column.cells.keys()]))]
  const shown = all.filter(operation =>
    columns.some(column => !plain.includes(column.cells.get(operation)?.mark ?? marks.same)),
  )
  return { shown, quiet: all.length - shown.length }
}

/** Whether nothing in a column was judged, because its lane is dirty. */
export function isUnjudged(column: Column): boolean {
  return [...column.cells.values()].every(cell => cell.mark === marks['not-judged'])
}

/** Operations that fail in some column but not in the control. */
export function failingOperations(columns: readonly Column[]): readonly string[] {
  const all = new Set(columns.flatMap(column => [...column.cells.keys()]))
  return [...all].filter(operation =>
    columns.some(({ cells }) => cells.get(operation)?.mark.tone === 'bad'),
  )
}

/** Operations with the same results in every column share a row; `brief` omits the number of steps. */
export function operationRows(
  operations: readonly string[],
  columns: readonly Column[],
  shows: 'text' | 'brief' = 'text',
): {
  readonly operations: readonly string[]
  readonly cells: readonly (OperationCell | undefined)[]
}[] {
  const rows = operations.map(operation => ({
    operation,
    cells: columns.map(column => column.cells.get(operation)),
  }))
  return [
    ...groupBy(rows, ({ cells }) =>
      JSON.stringify(cells.map(cell => cell?.[shows] ?? '')),
    ).values(),
  ].map(alike => ({
    operations: alike.map(({ operation }) => operation),
    cells: alike[0]?.cells ?? [],
  }))
}
