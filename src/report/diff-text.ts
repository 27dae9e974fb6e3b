import pc from 'picocolors'
import type { CellChange, ChangeKind, Diff } from '../result/diff.ts'
import { markText } from '../result/mark.ts'
import type { MatrixCell } from '../result/matrix.ts'
import type { RenderOptions } from './report.ts'
import { tame } from './tame.ts'
import { count, outcomeText, shortText } from './words.ts'

const headings = {
  'regression': 'Regressions: cells that fail now, fail worse, or are a surprise now',
  'repaired': 'Repaired',
  'changed': 'Changed otherwise',
  'gone': 'Steps that are no more',
  'new': 'New steps'
} as const satisfies Record<ChangeKind, string>

function cellText(cell: MatrixCell): string {
  const detail = cell.outcome.kind === 'ok' || cell.outcome.kind === 'not-reached' ? '' : ` (${outcomeText(cell.outcome)}${cell.cause ? `, ${cell.cause}` : ''})`
  return `${shortText(cell)}${detail}${cell.claim === 'surprise' ? ', a surprise' : ''}${cell.variants ? ', flaky' : ''}`
}

function changeLine({ lane, probe, step, before, after, known }: CellChange): string {
  const lines = [`  ${lane}/${probe}/${step}`, ...before ? [`    was  ${cellText(before)}`] : [], ...after ? [`    is   ${cellText(after)}`] : []]
  return [...lines, ...known ? [`    known: ${known.reason}`] : []].join('\n')
}

/** What changed between two runs, for a terminal: new failures first. */
export function renderDiff(untamed: Diff, { colour }: RenderOptions): string {
  const diff = tame(untamed)
  const colours = pc.createColors(colour)
  const groups = (Object.keys(headings) as ChangeKind[]).flatMap(kind => {
    const changes = diff.cells.filter(change => change.kind === kind)
    return changes.length === 0 ? [] : [[colours.bold(`${headings[kind]} (${changes.length})`), ...changes.map(changeLine)].join('\n')]
  })
  const environments = diff.environments.map(({ lane, name, before, after }) => `  ${lane}: ${name} was ${before}, is ${after}`)
  const stale = diff.stale.map(mark => `  ${markText(mark)}`)
  const { gone, added } = diff.uncompared
  const known = diff.cells.filter(change => change.known).length
  return `${[
    ...groups,
    ...stale.length === 0 ? [] : [[colours.bold('Marks that no longer hold: nothing differs there, take them out'), ...stale].join('\n')],
    ...environments.length === 0 ? [] : [[colours.bold('The environment changed'), ...environments].join('\n')],
    ...gone.length === 0 ? [] : [`Not compared, measured before only: ${gone.join(', ')}`],
    ...added.length === 0 ? [] : [`Not compared, measured now only: ${added.join(', ')}`],
    `${count(diff.compared, 'cell')} compared, ${diff.cells.length} changed${known === 0 ? '' : `, ${known} of them known`}`
  ].join('\n\n')}\n`
}
