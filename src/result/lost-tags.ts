import type { JudgedOutcome, Matrix, MatrixCell } from './matrix.ts'

/**
 * Cells of tagged lanes that fail only because of a lost tag, and the steps that were not reached after them. Only
 * for probes without claims, such as a binding: what Windows guarantees to be harmless is a note there, not a
 * failure.
 */
export function lostTags({ lanes, cells }: Matrix): ReadonlySet<MatrixCell> {
  const tagged = new Set(lanes.filter(({ kernel }) => kernel === 'tagged').map(({ id }) => id))
  const claimed = new Set(cells.filter(({ claim }) => claim).map(({ probe }) => probe))
  const found = new Set<MatrixCell>()
  const places = new Set<string>()
  const key = ({ lane, probe }: MatrixCell, step: string): string =>
    JSON.stringify([lane, probe, step])
  // Cells are in the order of the steps, so the step that prevented another comes first.
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
