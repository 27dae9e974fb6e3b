import type { MatrixCell } from '../result/matrix.ts'
import type { RunLane } from '../result/run-file.ts'
import { variantsText } from './environments.ts'
import type { Format } from './report.ts'
import { notJudged, outcomeText, wordOf } from './words.ts'

/** Escapes what would end or change a description: https://node-tap.org/tap-format/ */
function description(text: string): string {
  return text.replace(/[\\#]/g, '\\$&')
}

/** YAML that consists of JSON texts, which are valid YAML. */
function yaml(values: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${JSON.stringify(value)}`],
  )
  return ['  ---', ...lines, '  ...'].join('\n')
}

function skipReason(cell: MatrixCell): string | undefined {
  if (cell.held === 'not-judged') return notJudged(cell.outcome)
  return cell.held === 'as-claimed' && cell.verdict.kind === 'not-reached'
    ? outcomeText(cell.outcome)
    : undefined
}

function point(cell: MatrixCell, number: number, lane: RunLane | undefined): string {
  const name = description(
    `${cell.lane} / ${cell.probe} / ${cell.step}: ${wordOf(cell.verdict, cell.outcome)}`,
  )
  const skip = skipReason(cell)
  if (skip !== undefined) return `ok ${number} - ${name} # SKIP ${description(skip)}`
  if (cell.held === 'as-claimed') return `ok ${number} - ${name}`
  const claimed = cell.claim
    ? [cell.claim.verdicts.join(' or '), cell.claim.causes?.join(' or ')].filter(Boolean).join(', ')
    : 'as in the control'
  return `not ok ${number} - ${name}\n${yaml({ claimed, outcome: outcomeText(cell.outcome), cause: cell.cause, flaky: cell.variants && variantsText(cell, lane) })}`
}

/** TAP 14, with one test point per cell: `ok` as claimed, `not ok` for a surprise, skipped where not called or not judged. */
export const tap: Format = ({ matrix }) => {
  const lanes = new Map(matrix.lanes.map(lane => [lane.id, lane]))
  const points = matrix.cells.map((cell, index) => point(cell, index + 1, lanes.get(cell.lane)))
  const measured = new Set(matrix.summary.map(row => row.lane))
  const absent = matrix.lanes
    .filter(lane => !measured.has(lane.id))
    .map(
      (lane, index) =>
        `ok ${points.length + index + 1} - ${description(lane.id)} # SKIP ${description(`${lane.status}: ${lane.reason ?? 'no reason was recorded'}`)}`,
    )
  return `${['TAP version 14', ...points, ...absent, `1..${points.length + absent.length}`].join('\n')}\n`
}
