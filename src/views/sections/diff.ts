import type { CellChange, ChangeKind, Diff } from '../../result/diff.ts'
import { markText } from '../../result/mark.ts'
import type { MatrixCell } from '../../result/matrix.ts'
import { escapeTexts } from '../../text/escape.ts'
import {
  lineBreak,
  list,
  section,
  text,
  toned,
  words,
  type Inline,
  type Page,
  type Section,
} from '../../text/page.ts'
import { groupBy } from '../view.ts'
import { count, marks, outcomeText, shortText } from '../words.ts'

const headings = {
  regression: 'Regressions: cells that fail now, fail worse, or are a surprise now',
  repaired: 'Repaired',
  changed: 'Changed otherwise',
  gone: 'Steps that are no more',
  new: 'New steps',
} as const satisfies Record<ChangeKind, string>

/** Up to this many steps of a probe that differ for one known reason are listed; more are counted. */
const fewest = 3

/** Maximum number of names in a list; the rest are counted. */
const named = 8

function shortList(names: readonly string[]): string {
  const more = names.length - named
  return more > 1 ? `${names.slice(0, named).join(', ')} and ${more} more` : names.join(', ')
}

function cellText(cell: MatrixCell): readonly Inline[] {
  const detail =
    cell.outcome.kind === 'ok' || cell.outcome.kind === 'not-reached'
      ? ''
      : ` (${outcomeText(cell.outcome)}${cell.cause ? `, ${cell.cause}` : ''})`
  const notes = `${cell.held === 'surprise' ? ', a surprise' : ''}${cell.variants ? ', flaky' : ''}`
  return words`${toned(marks[cell.verdict.kind].tone, shortText(cell))}${detail}${notes}`
}

function changeText({ lane, probe, step, before, after, known }: CellChange): readonly Inline[] {
  return [
    `${lane}/${probe}/${step}`,
    ...(before ? [lineBreak, 'was ', ...cellText(before)] : []),
    ...(after ? [lineBreak, 'is  ', ...cellText(after)] : []),
    ...(known ? [lineBreak, `known: ${known.reason}`] : []),
  ]
}

/** Separates changes that are listed one by one from those of a probe that one known reason explains, by lane and probe. */
function splitKnown(changes: readonly CellChange[]): {
  readonly listed: readonly CellChange[]
  readonly counted: readonly (readonly CellChange[])[]
} {
  const groups = groupBy(changes, ({ lane, probe, known }) =>
    JSON.stringify([lane, probe, known?.reason]),
  )
  const counted = [...groups.values()].filter(
    ([first, ...more]) => first?.known && more.length >= fewest,
  )
  const gone = new Set(counted.flat())
  return { listed: changes.filter(change => !gone.has(change)), counted }
}

function countedText(
  reason: string,
  groups: readonly (readonly CellChange[])[],
): readonly Inline[] {
  return [
    ...groups.flatMap(changes => [
      `${changes[0]?.lane}/${changes[0]?.probe}: ${count(changes.length, 'step')}`,
      lineBreak,
    ]),
    `known: ${reason}`,
  ]
}

/** What changed between two runs, new failures first. */
export function diffPage(foreign: Diff): Page {
  return { title: '', sections: diffSections(escapeTexts(foreign)) }
}

function diffSections(diff: Diff): Section[] {
  const { listed: told, counted } = splitKnown(diff.cells)
  const byReason = groupBy(counted, ([first]) => first?.known?.reason ?? '')
  const { gone, added } = diff.uncompared
  const known = diff.cells.filter(change => change.known).length
  return [
    ...(Object.keys(headings) as ChangeKind[]).flatMap(kind => {
      const changes = told.filter(change => change.kind === kind)
      return section(`${headings[kind]} (${changes.length})`, list(...changes.map(changeText)))
    }),
    ...section(
      `Known, in many steps of a probe (${counted.flat().length})`,
      list(...[...byReason].map(([reason, own]) => countedText(reason, own))),
    ),
    ...section(
      'Marks that no longer hold: nothing differs there, take them out',
      list(...diff.stale.map(mark => words`${markText(mark)}`)),
    ),
    ...section(
      'The environment changed',
      list(
        ...diff.environments.map(
          ({ lane, name, before, after }) => words`${lane}: ${name} was ${before}, is ${after}`,
        ),
      ),
    ),
    ...section('Not compared: measured before only', text([shortList(gone)])),
    ...section('Not compared: measured now only', text([shortList(added)])),
    ...section(
      '',
      text(
        `${count(diff.compared, 'cell')} compared, ${diff.cells.length} changed${known === 0 ? '' : `, ${known} of them known`}`,
      ),
    ),
  ]
}
