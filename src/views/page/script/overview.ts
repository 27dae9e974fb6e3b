import type { Element } from '../dom.ts'
import {
  cellsOf,
  data,
  get,
  isBad,
  isShown,
  kindOf,
  make,
  state,
  stepsOf,
  visibleLanes,
  type Cell,
} from './model.ts'

/** A summary of some cells of a probe in a lane: errors 6 first, then the first failure, then what did no harm. */
interface Digest {
  readonly cell: Cell
  readonly text: string
  readonly first: string
}

function digestOf(probe: number, cells: readonly Cell[]): Digest | undefined {
  const sixes = cells.filter(cell => kindOf(cell) === 'invalid-handle')
  const failure = cells.find(isBad)
  const harmless = ['not-judged', 'lucky', 'tolerated', 'same'].flatMap(
    kind => cells.find(cell => kindOf(cell) === kind) ?? [],
  )
  const cell = sixes[0] ?? failure ?? harmless[0] ?? cells[0]
  if (!cell) return undefined
  const word = data.words[cell.word] ?? ''
  return {
    cell,
    text: sixes.length > 0 ? `${sixes.length}× ${word}` : word,
    first: failure ? (stepsOf(probe)[failure.step]?.id ?? '') : '',
  }
}

/** The original content of each cell, restored when a filter is removed. */
const served = new Map<Element, readonly Element[]>()

/** Shows in a cell of the overview what passes the filters. */
function fillCell(td: Element, probe: number, lane: number, filtered: boolean): void {
  const known = served.get(td) ?? Array.from(td.children)
  served.set(td, known)
  const digest = filtered
    ? digestOf(
        probe,
        cellsOf(probe, lane).filter(cell => isShown(probe, cell)),
      )
    : undefined
  if (!filtered) td.replaceChildren(...known)
  else if (!digest) td.replaceChildren()
  else {
    const { cell, text, first } = digest
    const verdict = data.verdicts[cell.verdict]
    const symbol = make('span', '', `${verdict?.symbol ?? ''} `)
    symbol.setAttribute('aria-hidden', 'true')
    const filled = make(
      'button',
      verdict?.kind ?? '',
      symbol,
      text,
      ...(first === '' ? [] : [make('small', '', `from ${first}`)]),
    )
    filled.setAttribute('type', 'button')
    filled.setAttribute(
      'aria-label',
      [text, first, data.lanes[lane]?.id, data.probes[probe]?.id].filter(Boolean).join(', '),
    )
    td.replaceChildren(filled)
  }
}

function differs(probe: number): boolean {
  return visibleLanes().some(lane => cellsOf(probe, lane).some(isBad))
}

/** Shows the overview with the filters applied; without a filter, the probes that differ from the control. */
export function showOverview(): void {
  const overview = get('overview')
  const filtered = state.verdict !== '' || state.operation !== ''
  const rows = [...overview.querySelectorAll('tr[data-probe]')]
  const probeOf = (row: Element): number => Number(row.dataset['probe'])
  const isPassing = (probe: number): boolean =>
    visibleLanes().some(lane => cellsOf(probe, lane).some(cell => isShown(probe, cell)))
  const passing = rows.filter(row => !filtered || isPassing(probeOf(row)))
  const failing = passing.filter(row => differs(probeOf(row)))
  const isFolded = !state.all && state.verdict === '' && failing.length > 0
  const shown = new Set(isFolded ? failing : passing)
  for (const row of rows) {
    row.hidden = !shown.has(row)
    row.className = probeOf(row) === state.probe ? 'chosen' : ''
    if (!row.hidden)
      for (const td of row.querySelectorAll('td'))
        fillCell(td, probeOf(row), Number(td.dataset['lane']), filtered)
  }
  for (const cell of overview.querySelectorAll('[data-lane]'))
    cell.hidden = !state.lanes.has(Number(cell.dataset['lane']))
  for (const body of overview.querySelectorAll('tbody'))
    body.hidden = [...body.querySelectorAll('tr[data-probe]')].every(row => row.hidden)
  get('overview-status').textContent =
    `${shown.size} of ${rows.length} probes` +
    (isFolded && shown.size < passing.length
      ? `; ${passing.length - shown.size} that end as the control does are folded`
      : '')
}
