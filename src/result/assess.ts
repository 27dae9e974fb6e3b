import { fitsGlob } from './glob.ts'
import { covers, type Mark } from './mark.ts'
import type { Matrix, MatrixCell } from './matrix.ts'

/** The conditions for a run to count as good. */
export interface Profile {
  /** Patterns of lanes that must be measured. */
  readonly requireLanes: readonly string[]
  /** Patterns of probes that must be measured in each measured lane. */
  readonly requireProbes: readonly string[]
  /** Patterns of lanes whose surprises are shown but do not count. */
  readonly mayFailLanes: readonly string[]
  /** Patterns of probes whose surprises are shown but do not count. */
  readonly mayFailProbes: readonly string[]
  /** Known surprises, each with its reason. */
  readonly ignore: readonly Mark[]
}

/** Everything counts, nothing is required. */
export const strictProfile: Profile = {
  requireLanes: [],
  requireProbes: [],
  mayFailLanes: [],
  mayFailProbes: [],
  ignore: [],
}

/** The result of checking a matrix against a profile. */
export interface Assessment {
  /** Surprises that count. */
  readonly surprises: readonly MatrixCell[]
  readonly ignored: readonly { readonly cell: MatrixCell; readonly mark: Mark }[]
  /** Surprises of lanes and probes that may fail. */
  readonly allowed: readonly MatrixCell[]
  /** What is required but was not measured, one sentence each. */
  readonly missing: readonly string[]
  /** Marks that match no surprise although their place was judged. */
  readonly stale: readonly Mark[]
}

function mayFail(profile: Profile, cell: MatrixCell): boolean {
  return (
    profile.mayFailLanes.some(pattern => fitsGlob(pattern, cell.lane)) ||
    profile.mayFailProbes.some(pattern => fitsGlob(pattern, cell.probe))
  )
}

function missingLanes(matrix: Matrix, profile: Profile): string[] {
  return profile.requireLanes.flatMap(pattern => {
    const lanes = matrix.lanes.filter(lane => fitsGlob(pattern, lane.id))
    if (lanes.length === 0) return [`the required lane ${pattern} is not part of this run`]
    return lanes
      .filter(lane => lane.status !== 'measured')
      .map(
        lane =>
          `the required lane ${lane.id} is ${lane.status}: ${lane.reason ?? 'no reason was recorded'}`,
      )
  })
}

function missingProbes(matrix: Matrix, profile: Profile): string[] {
  const measured = new Set(matrix.summary.map(row => JSON.stringify([row.lane, row.probe])))
  return profile.requireProbes.flatMap(pattern => {
    const probes = matrix.probes.filter(probe => fitsGlob(pattern, probe.id))
    if (probes.length === 0) return [`the required probe ${pattern} is not part of this run`]
    return matrix.lanes
      .filter(lane => lane.status === 'measured')
      .flatMap(lane =>
        probes
          .filter(probe => !measured.has(JSON.stringify([lane.id, probe.id])))
          .map(probe => `the required probe ${probe.id} was not measured in ${lane.id}`),
      )
  })
}

/** Checks a matrix against a profile. Pure. */
export function assess(matrix: Matrix, profile: Profile): Assessment {
  const surprises: MatrixCell[] = []
  const ignored: { cell: MatrixCell; mark: Mark }[] = []
  const allowed: MatrixCell[] = []
  for (const cell of matrix.cells.filter(one => one.held === 'surprise')) {
    const mark = profile.ignore.find(one => covers(one, cell))
    if (mark) ignored.push({ cell, mark })
    else if (mayFail(profile, cell)) allowed.push(cell)
    else surprises.push(cell)
  }
  const used = new Set(ignored.map(({ mark }) => mark))
  const judged = matrix.cells.filter(cell => cell.held !== 'not-judged')
  const stale = profile.ignore.filter(
    mark => !used.has(mark) && judged.some(cell => covers(mark, cell)),
  )
  return {
    surprises,
    ignored,
    allowed,
    missing: [...missingLanes(matrix, profile), ...missingProbes(matrix, profile)],
    stale,
  }
}

/**
 * Whether a run is good: no surprise that counts, nothing missing, no stale mark. Surprises of the probes in
 * `levelled` are judged by their level instead, as those of a binding are.
 */
export function isGood(
  { surprises, missing, stale }: Assessment,
  levelled: readonly string[] = [],
): boolean {
  return (
    surprises.every(({ probe }) => levelled.includes(probe)) &&
    missing.length === 0 &&
    stale.length === 0
  )
}
