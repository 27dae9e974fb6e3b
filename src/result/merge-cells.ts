import { cellsOf } from './cells.ts'
import type { Outcome } from './outcome.ts'
import type { RunCell, RunResult, Seen, Variant } from './run-file.ts'
import { sameOutcome } from './verdict.ts'

/** The result of one recording for a lane and a probe. */
export interface RecordedResult {
  readonly result: RunResult
  /** The environments of the lane in that recording, as indexes into those of the merged lane. */
  readonly environments: readonly number[]
}

interface Observed {
  readonly outcome: Outcome
  readonly seen?: Seen
  readonly environments: readonly number[]
}

const severity: readonly Outcome['kind'][] = [
  'crashed',
  'timed-out',
  'win32-error',
  'wrong-data',
  'ffi-rejected',
  'not-declared',
  'not-reached',
  'ok',
]

/** Error 6 ranks before other errors, so that a flaky cell shows it. */
function rank(outcome: Outcome): number {
  return (
    severity.indexOf(outcome.kind) * 2 +
    (outcome.kind === 'win32-error' && outcome.code !== 6 ? 1 : 0)
  )
}

function observedIn(cell: RunCell, environments: readonly number[]): Observed[] {
  if (cell.variants)
    return cell.variants.map(variant => ({
      ...variant,
      environments: variant.environments.flatMap(index => environments[index] ?? []),
    }))
  return [{ outcome: cell.outcome, ...(cell.seen ? { seen: cell.seen } : {}), environments }]
}

function joinAlike(observed: readonly Observed[]): Variant[] {
  const variants: Variant[] = []
  for (const { outcome, seen, environments } of observed) {
    const index = variants.findIndex(variant => sameOutcome(variant.outcome, outcome))
    const alike = variants[index]
    if (alike)
      variants[index] = {
        ...alike,
        environments: [...new Set([...alike.environments, ...environments])].sort(
          (one, other) => one - other,
        ),
      }
    else variants.push({ outcome, ...(seen ? { seen } : {}), environments })
  }
  return variants.sort((one, other) => rank(one.outcome) - rank(other.outcome))
}

interface RecordedCell {
  readonly cell: RunCell
  readonly environments: readonly number[]
}

function mergeCell(recorded: readonly RecordedCell[]): RunCell | undefined {
  const last = recorded.at(-1)
  if (!last) return undefined
  if (recorded.length === 1 && !last.cell.variants) return last.cell
  const variants = joinAlike(
    recorded.flatMap(({ cell, environments }) => observedIn(cell, environments)),
  )
  const [main] = variants
  if (!main) return undefined
  const { step, claim, harmless } = last.cell
  return {
    step,
    outcome: main.outcome,
    ...(claim ? { claim } : {}),
    ...(harmless ? { harmless } : {}),
    ...(main.seen ? { seen: main.seen } : {}),
    ...(variants.length > 1 ? { variants } : {}),
  }
}

function isPlain(cell: RunCell): boolean {
  return cell.outcome.kind === 'ok' && !cell.claim && !cell.harmless && !cell.seen && !cell.variants
}

/**
 * Combines several recordings of one lane and probe. Cells with one outcome stay unchanged; where outcomes differ,
 * the cell keeps them all, most serious first. The latest claims are used.
 */
export function mergeResults(
  lane: string,
  probe: string,
  recorded: readonly RecordedResult[],
): RunResult {
  const steps = new Map<string, RecordedCell[]>()
  for (const { result, environments } of recorded) {
    for (const [step, cell] of cellsOf(result)) {
      const known = steps.get(step)
      if (known) known.push({ cell, environments })
      else steps.set(step, [{ cell, environments }])
    }
  }
  const cells = [...steps.values()].flatMap(list => mergeCell(list) ?? [])
  return {
    lane,
    probe,
    ok: cells.filter(isPlain).map(({ step }) => step),
    cells: cells.filter(cell => !isPlain(cell)),
  }
}
