import { counts, type Level } from '../declare/level.ts'
import { lostTags } from './lost-tags.ts'
import { covers, type Mark } from './mark.ts'
import type { Matrix, MatrixCell, SummaryRow } from './matrix.ts'
import type { RunLane } from './run-file.ts'
import { type VerdictKind } from './verdict-kind.ts'
import { sameOutcome } from './verdict.ts'

/**
 * How a cell changed: `regression` (fails now, fails worse, or is a surprise now), `repaired` (the opposite),
 * `changed` (anything else), `gone` and `new` (the step exists in only one of the runs).
 */
const changeKinds = ['regression', 'repaired', 'changed', 'gone', 'new'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** A cell that differs between the runs. */
export interface CellChange {
  readonly kind: ChangeKind
  readonly lane: string
  readonly probe: string
  readonly step: string
  readonly before?: MatrixCell
  readonly after?: MatrixCell
  /** The mark that explains the difference, if it is known. */
  readonly known?: Mark
}

/** A fact of the environment of a lane that changed. */
interface EnvironmentChange {
  readonly lane: string
  readonly name: string
  readonly before: string
  readonly after: string
}

/** The differences between two runs. */
export interface Diff {
  /** Regressions first, then repaired, changed, gone and new cells, each in the order of the matrix. */
  readonly cells: readonly CellChange[]
  readonly environments: readonly EnvironmentChange[]
  /** Lanes, and probes of lanes, that only one of the runs measured; no conclusions are drawn from them. */
  readonly uncompared: { readonly gone: readonly string[]; readonly added: readonly string[] }
  /** Marks that match no change although their place was measured in both runs. */
  readonly stale: readonly Mark[]
  readonly compared: number
}

const seriousness: Readonly<Record<VerdictKind, number>> = {
  same: 0,
  tolerated: 0,
  lucky: 0,
  unsupported: 0,
  'not-judged': 0,
  'not-reached': 1,
  'invalid-handle': 2,
  'other-error': 2,
  'wrong-data': 2,
  'timed-out': 3,
  crashed: 4,
}

function sameVariants(before: MatrixCell, after: MatrixCell): boolean {
  const one = before.variants ?? [before]
  const other = after.variants ?? [after]
  return (
    one.length === other.length &&
    one.every((variant, index) => {
      const match = other[index]
      return match !== undefined && sameOutcome(variant.outcome, match.outcome)
    })
  )
}

function isUnchanged(before: MatrixCell, after: MatrixCell): boolean {
  return (
    sameVariants(before, after) &&
    before.verdict.kind === after.verdict.kind &&
    before.held === after.held &&
    before.cause === after.cause
  )
}

function kindOf(before: MatrixCell, after: MatrixCell): ChangeKind {
  if (after.held === 'not-judged' || before.held === 'not-judged') return 'changed'
  if (after.held === 'surprise' && before.held !== 'surprise') return 'regression'
  if (before.held === 'surprise' && after.held !== 'surprise') return 'repaired'
  const rise = seriousness[after.verdict.kind] - seriousness[before.verdict.kind]
  return rise > 0 ? 'regression' : rise < 0 ? 'repaired' : 'changed'
}

function key({ lane, probe, step }: MatrixCell): string {
  return JSON.stringify([lane, probe, step])
}

function pairKey({ lane, probe }: { readonly lane: string; readonly probe: string }): string {
  return JSON.stringify([lane, probe])
}

/** Lanes and probes that were measured with a clean control. */
function judgedPairs(matrix: Matrix): ReadonlyMap<string, SummaryRow> {
  const measured = new Set(
    matrix.lanes.filter(lane => lane.status === 'measured').map(lane => lane.id),
  )
  return new Map(
    matrix.summary.filter(row => measured.has(row.lane)).map(row => [pairKey(row), row]),
  )
}

/** Names of what only one side has: a whole lane by its name alone. */
function onlyIn(
  own: ReadonlyMap<string, SummaryRow>,
  other: ReadonlyMap<string, SummaryRow>,
): string[] {
  const lanes = new Set([...other.values()].map(row => row.lane))
  const missing = [...own]
    .filter(([pair]) => !other.has(pair))
    .map(([, row]) => (lanes.has(row.lane) ? `${row.lane}/${row.probe}` : row.lane))
  return [...new Set(missing)]
}

function cellChanges(
  before: Matrix,
  after: Matrix,
  pairs: ReadonlySet<string>,
): { readonly changes: CellChange[]; readonly compared: MatrixCell[] } {
  const old = new Map(
    before.cells.filter(cell => pairs.has(pairKey(cell))).map(cell => [key(cell), cell]),
  )
  const changes: CellChange[] = []
  const compared: MatrixCell[] = []
  const lost = lostTags(after)
  for (const cell of after.cells.filter(one => pairs.has(pairKey(one)))) {
    const was = old.get(key(cell))
    const { lane, probe, step } = cell
    if (!was) changes.push({ kind: 'new', lane, probe, step, after: cell })
    else {
      compared.push(cell)
      if (!isUnchanged(was, cell))
        changes.push({
          kind: lost.has(cell) ? 'changed' : kindOf(was, cell),
          lane,
          probe,
          step,
          before: was,
          after: cell,
        })
    }
    old.delete(key(cell))
  }
  for (const cell of old.values())
    changes.push({
      kind: 'gone',
      lane: cell.lane,
      probe: cell.probe,
      step: cell.step,
      before: cell,
    })
  return { changes, compared }
}

/** All facts about the environments of a lane, by name. */
function factsOf({ environments }: RunLane): ReadonlyMap<string, string>[] {
  return environments.map(
    ({ facts, calibration = {}, strictHandles }) =>
      new Map([
        ...Object.entries(facts),
        ...Object.entries(calibration).map(
          ([type, value]) => [`0xFFFFFFFE as ${type}`, value] as const,
        ),
        ...(strictHandles === undefined ? [] : [['strict handle checks', strictHandles] as const]),
      ]),
  )
}

function valuesOf(facts: readonly ReadonlyMap<string, string>[], name: string): string {
  return [...new Set(facts.map(one => one.get(name) ?? '(none)'))].join(' | ')
}

function environmentChanges(
  before: Matrix,
  after: Matrix,
  lanes: ReadonlySet<string>,
): EnvironmentChange[] {
  const old = new Map(before.lanes.map(lane => [lane.id, lane]))
  return after.lanes
    .filter(lane => lanes.has(lane.id))
    .flatMap(lane => {
      const was = old.get(lane.id)
      if (!was) return []
      const [earlier, later] = [factsOf(was), factsOf(lane)]
      const names = new Set([...earlier, ...later].flatMap(facts => [...facts.keys()]))
      return [...names]
        .map(name => ({
          lane: lane.id,
          name,
          before: valuesOf(earlier, name),
          after: valuesOf(later, name),
        }))
        .filter(change => change.before !== change.after)
    })
}

/**
 * Compares two judged runs cell by cell. What only one of them measured is listed and not compared. `known` marks
 * expected differences; a mark that matches none is stale.
 */
export function diffRuns(before: Matrix, after: Matrix, known: readonly Mark[] = []): Diff {
  const old = judgedPairs(before)
  const now = judgedPairs(after)
  const both = new Set([...now.keys()].filter(pair => old.has(pair)))
  const lanes = new Set([...both].flatMap(pair => now.get(pair)?.lane ?? []))
  const { changes, compared } = cellChanges(before, after, both)
  const used = new Set<Mark>()
  const marked = changes.map((change): CellChange => {
    const mark = known.find(one => covers(one, change))
    if (!mark) return change
    used.add(mark)
    return { ...change, known: mark }
  })
  return {
    cells: changeKinds.flatMap(kind => marked.filter(change => change.kind === kind)),
    environments: environmentChanges(before, after, lanes),
    uncompared: { gone: onlyIn(old, now), added: onlyIn(now, old) },
    stale: known.filter(mark => !used.has(mark) && compared.some(cell => covers(mark, cell))),
    compared: compared.length,
  }
}

/**
 * The level of a cell that was as in the control before, and now is so only by luck or by a guarantee, or has lost
 * the tag of its handle.
 */
function levelOfChange({ kind, before, after }: CellChange): Level | undefined {
  if (kind === 'changed' && after?.cause === 'tag-lost') return 'note'
  if (before?.verdict.kind !== 'same') return undefined
  return after?.verdict.kind === 'lucky'
    ? 'warning'
    : after?.verdict.kind === 'tolerated'
      ? 'note'
      : undefined
}

/**
 * Whether a difference fails: unexpected regressions, cells that are now tolerated or lucky as far as `level`
 * counts them, and stale marks.
 */
export function isRegression(diff: Diff, level: Level = 'error'): boolean {
  return (
    diff.stale.length > 0 ||
    diff.cells.some(
      change =>
        !change.known &&
        (change.kind === 'regression' ||
          change.kind === 'gone' ||
          counts(levelOfChange(change), level)),
    )
  )
}
