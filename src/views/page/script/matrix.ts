import type { Element } from '../dom.ts'
import {
  cellsOf,
  data,
  get,
  isBad,
  isShown,
  isTelling,
  make,
  state,
  stepsOf,
  visibleLanes,
  type Cell,
} from './model.ts'

function cellButton(probe: number, lane: number, cell: Cell): Element {
  const verdict = data.verdicts[cell.verdict]
  const notes = [
    ...((cell.flags & 1) !== 0 ? ['surprise'] : []),
    ...((cell.flags & 2) !== 0 ? ['flaky'] : []),
  ]
  const symbol = make('span', '', `${verdict?.symbol ?? ''} `)
  symbol.setAttribute('aria-hidden', 'true')
  const button = make(
    'button',
    `${verdict?.kind ?? ''}${(cell.flags & 1) !== 0 ? ' surprise' : ''}`,
    symbol,
    data.words[cell.word] ?? '',
    ...notes.map(note => make('small', '', note)),
  )
  button.setAttribute('type', 'button')
  button.setAttribute(
    'aria-label',
    [data.words[cell.word], ...notes, data.lanes[lane]?.id, stepsOf(probe)[cell.step]?.id].join(
      ', ',
    ),
  )
  button.dataset['step'] = String(cell.step)
  button.dataset['lane'] = String(lane)
  return button
}

/** The steps to show: those that pass the filters, and of these only the ones that differ from the control, if there are any. */
function shownSteps(probe: number, lanes: readonly number[]): ReadonlySet<number> {
  const cells = lanes.flatMap(lane => cellsOf(probe, lane)).filter(cell => isShown(probe, cell))
  const some = [isBad, isTelling].map(test => cells.filter(test)).find(own => own.length > 0)
  const shown = state.all || state.verdict !== '' || !some ? cells : some
  return new Set(shown.map(({ step }) => step))
}

function matrixRows(probe: number, lanes: readonly number[]): Element[] {
  const byLane = lanes.map(lane => new Map(cellsOf(probe, lane).map(cell => [cell.step, cell])))
  const shown = shownSteps(probe, lanes)
  return stepsOf(probe).flatMap((step, number) => {
    if (!shown.has(number)) return []
    const head = make('th', '', step.operation, make('small', '', `${step.id}: ${step.title}`))
    head.setAttribute('scope', 'row')
    const cells = byLane.map((own, index) => {
      const cell = own.get(number)
      return make('td', '', ...(cell ? [cellButton(probe, lanes[index] ?? 0, cell)] : []))
    })
    return [make('tr', '', head, ...cells)]
  })
}

function columnHead(text: string): Element {
  const head = make('th', '', text)
  head.setAttribute('scope', 'col')
  return head
}

/** Declared and true types, as a table. */
export function declarationRows(
  rows: readonly (readonly [number, string, string, string, string])[],
): Element {
  return make(
    'table',
    '',
    make('thead', '', make('tr', '', ...['pointer', 'where', 'declared', 'true'].map(columnHead))),
    make(
      'tbody',
      '',
      ...rows.map(([bytes, subject, position, declared, truth]) =>
        make(
          'tr',
          '',
          make('td', '', `${bytes} bytes`),
          ...[`${subject} ${position}`, declared, truth].map(text =>
            make('td', '', make('code', '', text)),
          ),
        ),
      ),
    ),
  )
}

function sighting({ title, url }: { readonly title: string; readonly url: string }): Element {
  const link = make('a', '', title)
  link.setAttribute('href', url)
  link.setAttribute('rel', 'noreferrer')
  return make('li', '', link)
}

/** Shows the selected probe: its description, and its steps in each lane. */
export function showProbe(): void {
  const probe = data.probes[state.probe]
  if (!probe) return
  const lanes = visibleLanes().filter(lane => (data.cells[state.probe]?.[lane]?.length ?? 0) > 0)
  get('probe-title').textContent = `${probe.id}: ${probe.title}`
  const details = make(
    'details',
    '',
    make('summary', '', `Declared against true (${probe.declarations.length})`),
    declarationRows(probe.declarations),
  )
  get('probe-text').replaceChildren(
    make('p', '', probe.why),
    make('p', 'faint', probe.scene),
    make('ul', 'links', ...probe.seenIn.map(sighting)),
    ...(probe.declarations.length === 0 ? [] : [details]),
  )
  const rows = matrixRows(state.probe, lanes)
  const caption = make(
    'caption',
    '',
    make(
      'span',
      '',
      rows.length === 0
        ? 'No step passes the filters.'
        : 'A cell opens its evidence. Arrow keys move between cells.',
    ),
  )
  get('matrix').replaceChildren(
    caption,
    make(
      'thead',
      '',
      make(
        'tr',
        '',
        columnHead('operation'),
        ...lanes.map(lane => columnHead(data.lanes[lane]?.id ?? '')),
      ),
    ),
    make('tbody', '', ...rows),
  )
  get('status').textContent =
    `${rows.length} of ${stepsOf(state.probe).length} steps of ${probe.id} in ${lanes.length} lanes`
  becomeGrid(get('matrix'))
}

/** The button of the first step of a lane that differs from the control; undefined where none is shown. */
export function firstDifference(lane: number): Element | undefined {
  const cells = cellsOf(state.probe, lane)
  const first = cells.find(isBad) ?? cells.find(isTelling)
  return first === undefined ? undefined : buttonOf(lane, first.step)
}

/** The button of a visible cell of the matrix. */
export function buttonOf(lane: number, step: number): Element | undefined {
  return [...get('matrix').querySelectorAll('td button')].find(
    button => button.dataset['lane'] === String(lane) && button.dataset['step'] === String(step),
  )
}

/** Gives a table one tab stop, at the first visible button; arrow keys move between its buttons. */
export function becomeGrid(table: Element): void {
  const buttons = [...table.querySelectorAll('td button')]
  const first = buttons.find(
    button => !['td', 'tr', 'tbody'].some(name => button.closest(name)?.hidden),
  )
  for (const button of buttons) button.tabIndex = button === first ? 0 : -1
}
