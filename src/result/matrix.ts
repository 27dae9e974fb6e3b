import { nameCause, type Cause } from './cause.ts'
import { cellsOf, isInvalidHandle } from './cells.ts'
import type { Claim } from './claim.ts'
import { isClean } from './clean.ts'
import type { Outcome } from './outcome.ts'
import type { RunCell, RunFile, RunLane, RunProbe, RunResult, RunStep, Seen } from './run-file.ts'
import { judge, meetsClaim, sameOutcome, type Verdict } from './verdict.ts'

/** An outcome with its judgement. */
export interface JudgedOutcome {
  readonly outcome: Outcome
  readonly verdict: Verdict
  readonly held: 'as-claimed' | 'surprise' | 'not-judged'
  /** Present where the outcome is error 6. */
  readonly cause?: Cause
  readonly seen?: Seen
}

/** One of several outcomes of a cell, and the environments of its lane in which it occurred. */
interface JudgedVariant extends JudgedOutcome {
  readonly environments: readonly number[]
}

/** One judged cell of the matrix. */
export interface MatrixCell extends JudgedOutcome {
  readonly lane: string
  readonly probe: string
  readonly step: string
  /** The claim; absent where the step should be as in the control. */
  readonly claim?: Claim
  /** The outcomes of a flaky cell in several recordings, the cell's own outcome first. */
  readonly variants?: readonly JudgedVariant[]
}

/** Summary of a lane and a probe. */
export interface SummaryRow {
  readonly lane: string
  readonly probe: string
  /** Cells that ended in ERROR_INVALID_HANDLE. */
  readonly invalidHandle: number
  /** The first step that differed from the control. */
  readonly firstFailure: string | null
}

/** Judged results, the input of every report. */
export interface Matrix {
  readonly lanes: readonly RunLane[]
  readonly probes: readonly RunProbe[]
  readonly steps: readonly RunStep[]
  readonly cells: readonly MatrixCell[]
  readonly summary: readonly SummaryRow[]
}

function key(lane: string, probe: string): string {
  return `${lane}\n${probe}`
}

/** An outcome as stored in a file: that of a cell, or of one of its variants. */
type Observed = Pick<RunCell, 'outcome' | 'seen'> & { readonly environments?: readonly number[] }

function causeOf({ outcome, seen }: Observed, lane: RunLane): Cause | undefined {
  if (!isInvalidHandle(outcome)) return undefined
  return nameCause({
    ntStatus: seen?.ntStatus ?? 0,
    pointerBytes: lane.pointerBytes,
    handles: seen?.handles ?? [],
    losses: seen?.losses ?? [],
  })
}

interface Scene {
  readonly lane: RunLane
  readonly control: ReadonlyMap<string, RunCell> | undefined
  readonly clean: boolean
}

/** Whether the step that prevented a skipped step had ended as claimed. Cells are in the order of the steps. */
function stoppedByClaim(outcome: Outcome, judged: ReadonlyMap<string, MatrixCell>): boolean {
  const blocker = outcome.kind === 'not-reached' ? judged.get(outcome.after) : undefined
  return blocker !== undefined && blocker.held === 'as-claimed' && blocker.verdict.kind !== 'same'
}

/** The control's outcome in the same environment. A step that only this program has is compared with a success. */
function controlOutcome(
  { outcome, environments }: Observed,
  control: RunCell | undefined,
): Outcome {
  const variants =
    control?.variants?.filter(
      variant => !environments || variant.environments.some(one => environments.includes(one)),
    ) ?? []
  const alike = variants.find(variant => sameOutcome(variant.outcome, outcome)) ?? variants[0]
  return alike?.outcome ?? control?.outcome ?? { kind: 'ok' }
}

function judgeObserved(
  observed: Observed,
  cell: RunCell,
  scene: Scene,
  judged: ReadonlyMap<string, MatrixCell>,
): JudgedOutcome {
  const { outcome, seen } = observed
  const control = scene.control ? controlOutcome(observed, scene.control.get(cell.step)) : undefined
  const verdict = judge({ outcome, control, clean: scene.clean, harmless: cell.harmless })
  const cause = causeOf(observed, scene.lane)
  const held = meetsClaim(
    verdict,
    cell.claim,
    cause,
    control?.kind !== 'not-reached',
    stoppedByClaim(outcome, judged),
  )
  return { outcome, verdict, held, ...(cause ? { cause } : {}), ...(seen ? { seen } : {}) }
}

function judgeCell(
  result: RunResult,
  cell: RunCell,
  scene: Scene,
  judged: ReadonlyMap<string, MatrixCell>,
): MatrixCell {
  const place = {
    lane: result.lane,
    probe: result.probe,
    step: cell.step,
    ...(cell.claim ? { claim: cell.claim } : {}),
  }
  const variants = cell.variants?.map(variant => ({
    ...judgeObserved(variant, cell, scene, judged),
    environments: variant.environments,
  }))
  const [first] = variants ?? []
  if (!variants || !first) return Object.assign(place, judgeObserved(cell, cell, scene, judged))
  const { environments: _, ...own } = first
  return {
    ...place,
    ...own,
    held: variants.some(variant => variant.held === 'surprise') ? 'surprise' : own.held,
    variants,
  }
}

/** Sequence → step → its position. */
type Orders = ReadonlyMap<string, ReadonlyMap<string, number>>

function ordersOf(steps: readonly RunStep[]): Orders {
  const orders = new Map<string, Map<string, number>>()
  for (const { sequence, id } of steps) {
    const order = orders.get(sequence) ?? new Map<string, number>()
    orders.set(sequence, order.set(id, order.size))
  }
  return orders
}

interface Sources {
  readonly results: ReadonlyMap<string, RunResult>
  readonly probes: ReadonlyMap<string, RunProbe>
  readonly orders: Orders
}

function judgeResult(
  run: RunFile,
  result: RunResult,
  { results, probes, orders }: Sources,
): MatrixCell[] {
  const lane = run.lanes.find(({ id }) => id === result.lane)
  const probe = probes.get(result.probe)
  if (!lane || !probe) return []
  const control = results.get(key(result.lane, probe.control))
  const clean =
    control !== undefined && isClean(control, probes.get(probe.control)?.device ?? probe.device)
  const scene: Scene = { lane, control: control ? cellsOf(control) : undefined, clean }
  const order = orders.get(probe.sequence)
  const cells = [...cellsOf(result).values()].sort(
    (one, other) => (order?.get(one.step) ?? 0) - (order?.get(other.step) ?? 0),
  )
  const judged = new Map<string, MatrixCell>()
  for (const cell of cells) judged.set(cell.step, judgeCell(result, cell, scene, judged))
  return [...judged.values()]
}

function summarise(cells: readonly MatrixCell[], lane: string, probe: string): SummaryRow {
  const differing = cells.find(
    cell =>
      !['same', 'tolerated', 'lucky', 'unsupported', 'not-judged'].includes(cell.verdict.kind) &&
      cell.outcome.kind !== 'not-reached',
  )
  return {
    lane,
    probe,
    invalidHandle: cells.filter(cell => isInvalidHandle(cell.outcome)).length,
    firstFailure: differing?.step ?? null,
  }
}

const judgedRuns = new WeakMap<RunFile, Matrix>()

/** Judges a run: every cell against its control and its claim. Pure; keeps the order of the run. A run is judged once. */
export function matrixOf(run: RunFile): Matrix {
  const matrix = judgedRuns.get(run) ?? judgeRun(run)
  judgedRuns.set(run, matrix)
  return matrix
}

function judgeRun(run: RunFile): Matrix {
  const results = new Map(run.results.map(result => [key(result.lane, result.probe), result]))
  const probes = new Map(run.probes.map(probe => [probe.id, probe]))
  const sources: Sources = { results, probes, orders: ordersOf(run.steps) }
  const judged = run.results.map(result => judgeResult(run, result, sources))
  const summary = run.results.map((result, index) =>
    summarise(judged[index] ?? [], result.lane, result.probe),
  )
  return { lanes: run.lanes, probes: run.probes, steps: run.steps, cells: judged.flat(), summary }
}
