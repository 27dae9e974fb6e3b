import { code, section, table, text, toned, words, type Section } from '../../text/page.ts'
import { variantsText } from '../environments.ts'
import type { View } from '../view.ts'
import { claimedText, marks, outcomeText, shortText } from '../words.ts'

function rest(all: number, listed: number): string {
  return all > listed ? `and ${all - listed} more.` : ''
}

/** Cells that do not meet the claim of their probe, at most `listed` of them. */
export function surpriseSection({ report }: View, listed: number): Section[] {
  const cells = report.matrix.cells.filter(cell => cell.held === 'surprise')
  return section(
    'Surprises: cells that do not show what the probe claims',
    table(
      ['lane', 'probe', 'step', 'claimed', 'seen'],
      cells
        .slice(0, listed)
        .map(cell => [
          words`${code(cell.lane)}`,
          words`${code(cell.probe)}`,
          words`${code(cell.step)}`,
          words`${claimedText(cell)}`,
          words`${toned(marks[cell.verdict.kind].tone, shortText(cell))}: ${outcomeText(cell.outcome)}`,
        ]),
      3,
    ),
    text(rest(cells.length, listed)),
  )
}

/** Cells that differ between recordings of the same lane, at most `listed` of them. */
export function flakySection({ report }: View, listed: number): Section[] {
  const lanes = new Map(report.matrix.lanes.map(lane => [lane.id, lane]))
  const cells = report.matrix.cells.filter(cell => cell.variants)
  return section(
    'Flaky: recordings of the same lane ended differently',
    table(
      ['lane', 'probe', 'step', 'seen'],
      cells
        .slice(0, listed)
        .map(cell => [
          words`${code(cell.lane)}`,
          words`${code(cell.probe)}`,
          words`${code(cell.step)}`,
          words`${variantsText(cell, lanes.get(cell.lane))}`,
        ]),
      3,
    ),
    text(rest(cells.length, listed)),
  )
}
