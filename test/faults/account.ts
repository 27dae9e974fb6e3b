import type { Test } from 'tap'
import { cellsOf } from '../../src/result/cells.ts'
import type { Outcome } from '../../src/result/outcome.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { leftBehind, type Scope } from './left-behind.ts'
import { isRecorded, recordFault, type Fault } from './record-fault.ts'

/** A cell as it was reported. */
export interface Reported {
  readonly lane: string
  readonly probe: string
  readonly step: string
  readonly outcome: Outcome
}

/** Takes what a test provokes and what its runs report. */
export interface Tally {
  /** The fault was provoked once more, or so many times. */
  provoked(times?: number): void
  /** A run was reported; `isTrue` says which outcomes of its cells are what they must be. */
  reported(run: RunFile, isTrue: (cell: Reported) => boolean): void
}

/** The cells of a run file in its order. */
export function reportedCells(run: RunFile): Reported[] {
  return run.results.flatMap(result =>
    [...cellsOf(result).values()].map(({ step, outcome }) => ({
      lane: result.lane,
      probe: result.probe,
      step,
      outcome,
    })),
  )
}

/** Cells of a run that were planned and are not there, or not once, or not true. */
function lostCells(run: RunFile, isTrue: (cell: Reported) => boolean): number {
  const cells = reportedCells(run)
  const distinct = new Set(
    cells.map(({ lane, probe, step }) => JSON.stringify([lane, probe, step])),
  ).size
  return (
    Math.abs(run.planned - distinct) +
    cells.length -
    distinct +
    cells.filter(cell => !isTrue(cell)).length
  )
}

/** An outcome that came from a measurement, whatever it is. */
export function isMeasured({ outcome }: Reported): boolean {
  return outcome.kind !== 'not-declared'
}

/** True are outcomes that are those of another, undisturbed run. */
export function sameAs(undisturbed: RunFile): (cell: Reported) => boolean {
  const known = new Map(reportedCells(undisturbed).map(cell => [keyOf(cell), describe(cell)]))
  return cell => known.get(keyOf(cell)) === describe(cell)
}

function keyOf({ lane, probe, step }: Reported): string {
  return JSON.stringify([lane, probe, step])
}

/** What a reader would see, without times and values. */
function describe({ outcome }: Reported): string {
  return outcome.kind === 'win32-error' ? `${outcome.kind} ${outcome.code}` : outcome.kind
}

/**
 * Provokes a fault in `act` and counts: how often, which cells of the runs are lost, and what all of them
 * left behind in `scope`. Nothing may be lost or left. Keeps the counts for docs/faults.md; there is no
 * other way to get a row into its table.
 */
export async function account(
  t: Test,
  fault: Fault,
  scope: Scope,
  act: (tally: Tally) => Promise<void>,
): Promise<void> {
  let provoked = 0
  let runs = 0
  let lost = 0
  await act({
    provoked(times = 1) {
      provoked += times
    },
    reported(run, isTrue) {
      runs++
      lost += lostCells(run, isTrue)
    },
  })
  const left = await leftBehind(scope)
  t.ok(provoked > 0, `it was provoked ${provoked} times`)
  t.ok(runs > 0, `${runs} runs were reported`)
  t.equal(lost, 0, 'no planned cell is missing or untrue')
  t.same(left, [], 'nothing is left behind')
  recordFault({ ...fault, provoked, lost, left: left.length })
  t.ok(isRecorded(fault), `'${fault.fault}' stands in fixtures/faults, else npm run faults`)
}
