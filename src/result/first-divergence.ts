import type { DeclaredPlace } from '../declare/deviation.ts'
import { isSamePlace } from '../declare/same-place.ts'
import { isFunctionName, prototypeOf } from '../declare/win32/functions.ts'
import { isStructName } from '../declare/win32/structs.ts'
import { win32Type } from '../declare/win32/types.ts'
import type { HarmlessReason } from './harmless.ts'
import type { Matrix, MatrixCell } from './matrix.ts'
import { declaredRows, type DeclaredRow } from './declared-rows.ts'
import type { VerdictKind } from './verdict-kind.ts'
import { becauseOf } from './verdict.ts'

type Row = DeclaredRow

/** The first step of a probe that differed from the control, and the declaration responsible. */
export interface Divergence {
  readonly cell: MatrixCell
  /** The function that the step calls. */
  readonly operation: string
  /** Lanes in which the first divergence of the probe is this step, in this way. */
  readonly lanes: readonly string[]
  /** The wrong declaration of the binding; absent where no call showed one. */
  readonly declaration?: Row
}

const divergent: ReadonlySet<VerdictKind> = new Set([
  'invalid-handle',
  'other-error',
  'wrong-data',
  'crashed',
  'timed-out',
])

function isDivergent(cell: MatrixCell): boolean {
  return divergent.has(cell.verdict.kind)
}

/** The places that a cell itself identifies: where a tag was lost, which handle was bad. */
function seenPlaces({ seen }: MatrixCell, operation: string): readonly DeclaredPlace[] {
  return [
    ...(seen?.losses ?? []).map(loss => ({ subject: loss.function, position: loss.position })),
    ...(seen?.handles ?? []).map(({ position }) => ({ subject: operation, position })),
  ]
}

/** The structs whose address a Windows function takes. */
function structsOf(operation: string): readonly string[] {
  return isFunctionName(operation)
    ? Object.values(prototypeOf(operation).parameters)
        .flatMap(type => win32Type(type).pointsTo ?? [])
        .filter(isStructName)
    : []
}

/**
 * The declaration responsible for a cell: the sentinel or the struct where the cause says so; else the place where
 * the call failed; else any other place of the called function and its structs; else the result that its handle
 * came from.
 */
function declarationBehind(
  cell: MatrixCell,
  matrix: Matrix,
  operation: string,
  rows: readonly Row[],
): Row | undefined {
  const places = seenPlaces(cell, operation)
  const own = structsOf(operation)
  const makers = (cell.seen?.handles ?? []).flatMap(({ openedBy }) =>
    openedBy === undefined ? [] : [operationOf(matrix, { ...cell, step: openedBy })],
  )
  const inStruct = rows.filter(row => own.includes(row.subject))
  return [
    cell.cause === 'sentinel-used'
      ? rows.find(({ deviation }) => deviation.kind === 'sentinel')
      : undefined,
    cell.cause === 'struct-layout'
      ? (inStruct.find(row => row.position === 'hEvent') ?? inStruct[0])
      : undefined,
    rows.find(row => places.some(place => isSamePlace(row, place))),
    rows.find(row => row.subject === operation),
    inStruct[0],
    rows.find(row => row.position === 'returns' && makers.includes(row.subject)),
    rows.find(row => row.position === 'returns'),
    rows[0],
  ].find(row => row !== undefined)
}

/** The wrong declarations of a probe in the measured lanes of a matrix. */
export function wrongDeclarations({ lanes, probes }: Matrix, probe: string): readonly Row[] {
  const widths = new Set(
    lanes.filter(({ status }) => status !== 'unavailable').map(({ pointerBytes }) => pointerBytes),
  )
  const found = probes.find(({ id }) => id === probe)
  return found ? declaredRows(found).filter(({ pointerBytes }) => widths.has(pointerBytes)) : []
}

function operationOf(
  { steps, probes }: Matrix,
  { probe, step }: Pick<MatrixCell, 'probe' | 'step'>,
): string {
  const sequence = probes.find(({ id }) => id === probe)?.sequence
  return steps.find(one => one.sequence === sequence && one.id === step)?.operation ?? step
}

/** The first divergence of a probe in each lane. Lanes with the same divergence are combined, in the order of the lanes. */
export function firstDivergences(matrix: Matrix, probe: string): readonly Divergence[] {
  const found = new Map<string, Divergence & { lanes: string[] }>()
  for (const lane of matrix.lanes) {
    const cell = matrix.cells.find(
      one => one.lane === lane.id && one.probe === probe && isDivergent(one),
    )
    if (!cell) continue
    const operation = operationOf(matrix, cell)
    const rows = wrongDeclarations(matrix, probe).filter(
      row => row.pointerBytes === lane.pointerBytes,
    )
    const declaration = declarationBehind(cell, matrix, operation, rows)
    const key = JSON.stringify([cell.step, cell.verdict, cell.cause, declaration])
    const known = found.get(key)
    if (known) known.lanes.push(lane.id)
    else
      found.set(key, { cell, operation, lanes: [lane.id], ...(declaration ? { declaration } : {}) })
  }
  return [...found.values()]
}

/** The lanes in which a probe was judged and nothing diverged, with the reasons why the wrong declarations did no harm. */
export function quietLanes(
  matrix: Matrix,
  probe: string,
): readonly { readonly lane: string; readonly because: readonly HarmlessReason[] }[] {
  return matrix.lanes.flatMap(({ id }) => {
    const cells = matrix.cells.filter(cell => cell.lane === id && cell.probe === probe)
    const isJudged = cells.some(
      ({ verdict }) => verdict.kind === 'same' || becauseOf(verdict) !== undefined,
    )
    if (!isJudged || cells.some(isDivergent)) return []
    return [
      {
        lane: id,
        because: [...new Set(cells.flatMap(({ verdict }) => becauseOf(verdict) ?? []))],
      },
    ]
  })
}
