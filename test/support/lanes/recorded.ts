import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import { cellsOf } from '../../../src/result/cells.ts'
import { knownDifferences } from '../../../src/result/differences.ts'
import { covers, type Mark } from '../../../src/result/mark.ts'
import { matrixOf, type Matrix, type MatrixCell } from '../../../src/result/matrix.ts'
import type { Outcome } from '../../../src/result/outcome.ts'
import { parseRun } from '../../../src/result/read-run.ts'
import { sameOutcome } from '../../../src/result/verdict.ts'
import type { RunFile } from '../../../src/result/run-file.ts'
import { commandLine } from '../cli/command-line.ts'

/** A run as the command line recorded it, with its matrix. */
export interface Recorded {
  readonly run: RunFile
  readonly matrix: Matrix
  readonly exitCode: number | null
  readonly stderr: string
}

/** Runs `handle-width run --engine ENGINE --probe …` and reads the run file that it wrote. */
export async function recordLanes(
  t: Test,
  engine: string,
  probes: readonly string[],
): Promise<Recorded> {
  const out = join(t.testdir({}), 'run.json')
  const { exitCode, stderr } = await commandLine([
    'run',
    '--engine',
    engine,
    '--probe',
    ...probes,
    '--save',
    out,
    '--quiet',
  ])
  const run = parseRun(await readFile(out, 'utf8'), out)
  return { run, matrix: matrixOf(run), exitCode, stderr }
}

/** The cells of a probe in a lane, in the order of its steps. */
export function cellsIn({ matrix }: Recorded, lane: string, probe: string): readonly MatrixCell[] {
  return matrix.cells.filter(cell => cell.lane === lane && cell.probe === probe)
}

/** Outcomes of a run by lane, probe and step, one key each. */
function outcomesOf({ run }: Pick<Recorded, 'run'>): ReadonlyMap<string, Outcome> {
  return new Map(
    run.results.flatMap(result =>
      [...cellsOf(result)].map(
        ([step, { outcome }]) => [`${result.lane} ${result.probe} ${step}`, outcome] as const,
      ),
    ),
  )
}

/** Number of cells in a run file, counted in its results. */
export function reportedCells({ run }: Recorded): number {
  return run.results.reduce((sum, { ok, cells }) => sum + ok.length + cells.length, 0)
}

/**
 * The first steps of a probe and lane in which a real lane and the simulated one differ and which no known difference
 * explains. Cells that a lane cannot measure are left out.
 */
export function unexplained(
  real: Matrix,
  sim: Pick<Recorded, 'run'>,
  marks: readonly Mark[] = [],
): readonly string[] {
  const simOutcomes = outcomesOf(sim)
  const explained = new Set<string>()
  const rows: string[] = []
  for (const { lane, probe, step, outcome } of real.cells) {
    const place = `${lane} ${probe}`
    const other = simOutcomes.get(`${lane.replace('wine', 'sim')} ${probe} ${step}`)
    if (outcome.kind === 'not-declared' && outcome.unsupported === true) continue
    if (explained.has(place) || (other && sameOutcome(outcome, other))) continue
    if (marks.some(mark => covers(mark, { lane, probe, step }))) continue
    const pointerBytes = lane.includes('ia32') ? 4 : 8
    if (
      knownDifferences.some(
        known =>
          known.probe === probe &&
          known.step === step &&
          known.pointerBytes.includes(pointerBytes) &&
          known.real === outcome.kind &&
          known.simulated === other?.kind,
      )
    )
      explained.add(place)
    else
      rows.push(`${place} ${step}: ${JSON.stringify(outcome)}, simulated ${JSON.stringify(other)}`)
  }
  return rows
}
