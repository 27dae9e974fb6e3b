import pc from 'picocolors'
import type { CellChange, ChangeKind, Diff } from '../result/diff.ts'
import { markText } from '../result/mark.ts'
import type { MatrixCell } from '../result/matrix.ts'
import { escapeTexts } from '../text/escape.ts'
import type { RenderOptions } from './report.ts'
import { groupBy } from './view.ts'
import { count, outcomeText, shortText } from './words.ts'

const headings = {
  regression: 'Regressions: cells that fail now, fail worse, or are a surprise now',
  repaired: 'Repaired',
  changed: 'Changed otherwise',
  gone: 'Steps that are no more',
  new: 'New steps',
} as const satisfies Record<ChangeKind, string>

function cellText(cell: MatrixCell): string {
  const detail =
    cell.outcome.kind === 'ok' || cell.outcome.kind === 'not-reached'
      ? ''
      : ` (${outcomeText(cell.outcome)}${cell.cause ? `, ${cell.cause}` : ''})`
  return `${shortText(cell)}${detail}${cell.claim === 'surprise' ? ', a surprise' : ''}${cell.variants ? ', flaky' : ''}`
}

function changeLine({ lane, probe, step, before, after, known }: CellChange): string {
  const lines = [
    `  ${lane}/${probe}/${step}`,
    ...(before ? [`    was  ${cellText(before)}`] : []),
    ...(after ? [`    is   ${cellText(after)}`] : []),
  ]
  return [...lines, ...(known ? [`    known: ${known.reason}`] : [])].join('\n')
}

/** So many steps of a probe that differ for one known reason are named one by one; more of them are counted. */
const fewest = 3

/** Changes told one by one, and those of whole probes that one known reason explains, by lane and probe. */
function splitKnown(changes: readonly CellChange[]): {
  readonly told: readonly CellChange[]
  readonly counted: readonly (readonly CellChange[])[]
} {
  const groups = groupBy(changes, ({ lane, probe, known }) =>
    JSON.stringify([lane, probe, known?.reason]),
  )
  const counted = [...groups.values()].filter(
    ([first, ...more]) => first?.known && more.length >= fewest,
  )
  const gone = new Set(counted.flat())
  return { told: changes.filter(change => !gone.has(change)), counted }
}

function countedLines(groups: readonly (readonly CellChange[])[]): string {
  const byReason = groupBy(groups, ([first]) => first?.known?.reason ?? '')
  return [...byReason]
    .map(([reason, own]) =>
      [
        ...own.map(
          changes => `  ${changes[0]?.lane}/${changes[0]?.probe}: ${count(changes.length, 'step')}`,
        ),
        `    known: ${reason}`,
      ].join('\n'),
    )
    .join('\n')
}

/** What changed between two runs, for a terminal: new failures first. */
export function renderDiff(foreign: Diff, { colour }: RenderOptions): string {
  const diff = escapeTexts(foreign)
  const colours = pc.createColors(colour)
  const { told, counted } = splitKnown(diff.cells)
  const groups = (Object.keys(headings) as ChangeKind[]).flatMap(kind => {
    const changes = told.filter(change => change.kind === kind)
    return changes.length === 0
      ? []
      : [
          [colours.bold(`${headings[kind]} (${changes.length})`), ...changes.map(changeLine)].join(
            '\n',
          ),
        ]
  })
  const environments = diff.environments.map(
    ({ lane, name, before, after }) => `  ${lane}: ${name} was ${before}, is ${after}`,
  )
  const stale = diff.stale.map(mark => `  ${markText(mark)}`)
  const { gone, added } = diff.uncompared
  const known = diff.cells.filter(change => change.known).length
  return `${[
    ...groups,
    ...(counted.length === 0
      ? []
      : [
          [
            colours.bold(`Known, in many steps of a probe (${counted.flat().length})`),
            countedLines(counted),
          ].join('\n'),
        ]),
    ...(stale.length === 0
      ? []
      : [
          [
            colours.bold('Marks that no longer hold: nothing differs there, take them out'),
            ...stale,
          ].join('\n'),
        ]),
    ...(environments.length === 0
      ? []
      : [[colours.bold('The environment changed'), ...environments].join('\n')]),
    ...(gone.length === 0 ? [] : [`Not compared, measured before only: ${gone.join(', ')}`]),
    ...(added.length === 0 ? [] : [`Not compared, measured now only: ${added.join(', ')}`]),
    `${count(diff.compared, 'cell')} compared, ${diff.cells.length} changed${known === 0 ? '' : `, ${known} of them known`}`,
  ].join('\n\n')}\n`
}
