import type { JudgedOutcome, Matrix, MatrixCell } from './matrix.ts'

/**
 * Cells of tagged lanes that fail for a lost tag alone, and the steps that were not reached after them. Only probes of
 * which nothing is claimed, as of a binding: what Windows guarantees to be harmless is a note there, and no failure.
 */
export function lostTags({ lanes, cells }: Matrix): ReadonlySet<MatrixCell> {
  const tagged = new Set(lanes.filter(({ kernel }) => kernel === 'tagged').map(({ id }) => id))
  const claimed = new Set(cells.filter(({ claim }) => claim).map(({ probe }) => probe))
  const found = new Set<MatrixCell>()
  const places = new Set<string>()
  const key = ({ lane, probe }: MatrixCell, step: string): string =>
    JSON.stringify([lane, probe, step])
  // Cells come in the order of the steps, so what stands in the way comes first.
  for (const cell of cells) {
    if (!tagged.has(cell.lane) || claimed.has(cell.probe)) continue
    const isLost = ({ outcome, cause }: JudgedOutcome): boolean =>
      cause === 'tag-lost' ||
      (outcome.kind === 'not-reached' && places.has(key(cell, outcome.after)))
    const surprises = (cell.variants ?? [cell]).filter(({ held }) => held === 'surprise')
    if (surprises.length === 0 || !surprises.every(isLost)) continue
    found.add(cell)
    places.add(key(cell, cell.step))
  }
  return found
}
