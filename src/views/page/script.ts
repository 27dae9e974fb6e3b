import type { PageData } from './data.ts'
import type { Element, PageEvent } from './dom.ts'

declare const document: {
  getElementById(id: string): Element | null
  createElement(name: string): Element
}
declare const location: { hash: string }
declare const history: { replaceState(state: null, title: '', url: string): void }
declare const window: { addEventListener(type: string, listen: () => void): void }

function get(id: string): Element {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no element ${id}`)
  return found
}

/** An element with a class and content; text is always put in as text. */
function make(name: string, className: string, ...content: readonly (Element | string)[]): Element {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.append(...content)
  return element
}

const data = JSON.parse(get('data').textContent ?? '') as PageData

interface Cell {
  readonly step: number
  readonly verdict: number
  readonly word: number
  readonly flags: number
  readonly evidence: number
}

const fieldsOfCell = 5

function cellsOf(probe: number, lane: number): Cell[] {
  const numbers = data.cells[probe]?.[lane] ?? []
  return Array.from({ length: numbers.length / fieldsOfCell }, (_, index) => {
    const [step = 0, verdict = 0, word = 0, flags = 0, evidence = 0] = numbers.slice(
      index * fieldsOfCell,
      (index + 1) * fieldsOfCell,
    )
    return { step, verdict, word, flags, evidence }
  })
}

/** The first probe that is worth looking at: one with an error 6. */
function startProbe(): number {
  const wanted = data.verdicts.findIndex(({ kind }) => kind === 'invalid-handle')
  return Math.max(
    0,
    data.probes.findIndex((_, probe) =>
      data.lanes.some((_lane, lane) => cellsOf(probe, lane).some(cell => cell.verdict === wanted)),
    ),
  )
}

/** What the reader chose. */
const state = {
  probe: startProbe(),
  lanes: new Set(data.lanes.map((_, index) => index)),
  verdict: '',
  operation: '',
}

function stepsOf(probe: number): PageData['sequences'][number] {
  return data.sequences[data.probes[probe]?.sequence ?? -1] ?? []
}

function fitsOperation(probe: number, step: number): boolean {
  const wanted = state.operation.toLowerCase()
  const found = stepsOf(probe)[step]
  return (
    wanted === '' ||
    (found !== undefined &&
      (found.operation.toLowerCase().includes(wanted) || found.id.toLowerCase().includes(wanted)))
  )
}

function fitsVerdict(cell: Cell): boolean {
  if (state.verdict === '') return true
  if (state.verdict === 'surprise') return (cell.flags & 1) !== 0
  if (state.verdict === 'flaky') return (cell.flags & 2) !== 0
  return data.verdicts[cell.verdict]?.kind === state.verdict
}

function isShown(probe: number, cell: Cell): boolean {
  return fitsVerdict(cell) && fitsOperation(probe, cell.step)
}

function visibleLanes(): number[] {
  return data.lanes.map((_, index) => index).filter(lane => state.lanes.has(lane))
}

function showOverview(): void {
  for (const cell of get('overview').querySelectorAll('[data-lane]')) {
    if (cell.dataset['lane'] !== undefined && cell.dataset['cell'] === undefined)
      cell.hidden = !state.lanes.has(Number(cell.dataset['lane']))
  }
  const filtered = state.verdict !== '' || state.operation !== ''
  for (const row of get('overview').querySelectorAll('tr[data-probe]')) {
    const probe = Number(row.dataset['probe'])
    row.hidden =
      filtered &&
      !visibleLanes().some(lane => cellsOf(probe, lane).some(cell => isShown(probe, cell)))
    row.className = probe === state.probe ? 'chosen' : ''
  }
}

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

/** Rows of the matrix: steps of which a visible lane shows a cell that passes the filters. */
function matrixRows(probe: number, lanes: readonly number[]): Element[] {
  const byLane = lanes.map(lane => new Map(cellsOf(probe, lane).map(cell => [cell.step, cell])))
  return stepsOf(probe).flatMap((step, number) => {
    const cells = byLane.map(cells => cells.get(number))
    if (!cells.some(cell => cell && isShown(probe, cell))) return []
    const head = make('th', '', step.operation, make('small', '', `${step.id}: ${step.title}`))
    head.setAttribute('scope', 'row')
    return [
      make(
        'tr',
        '',
        head,
        ...cells.map((cell, index) =>
          make('td', '', ...(cell ? [cellButton(probe, lanes[index] ?? 0, cell)] : [])),
        ),
      ),
    ]
  })
}

function columnHead(lane: number): Element {
  const head = make('th', '', data.lanes[lane]?.id ?? '')
  head.setAttribute('scope', 'col')
  return head
}

function declarationRows(
  rows: readonly (readonly [number, string, string, string, string])[],
): Element {
  const head = make(
    'tr',
    '',
    ...['pointer', 'where', 'declared', 'true'].map(text => {
      const cell = make('th', '', text)
      cell.setAttribute('scope', 'col')
      return cell
    }),
  )
  return make(
    'table',
    '',
    make('thead', '', head),
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

function showProbe(): void {
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
  const corner = columnHead(-1)
  corner.textContent = 'operation'
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
    make('thead', '', make('tr', '', corner, ...lanes.map(columnHead))),
    make('tbody', '', ...rows),
  )
  get('status').textContent =
    `${rows.length} of ${stepsOf(state.probe).length} steps of ${probe.id} in ${lanes.length} lanes`
  becomeGrid(get('matrix'))
}

function evidenceLines(lines: readonly (readonly [string, string])[]): Element {
  return make(
    'dl',
    '',
    ...lines.flatMap(([name, text]) => [
      make('dt', '', name),
      make('dd', /0x|^[0-9a-f]{8,}$/.test(text) ? 'hex' : '', text),
    ]),
  )
}

function openEvidence(lane: number, stepNumber: number): void {
  const probe = data.probes[state.probe]
  const step = stepsOf(state.probe)[stepNumber]
  const cell = cellsOf(state.probe, lane).find(one => one.step === stepNumber)
  const where = data.lanes[lane]
  if (!probe || !step || !cell || !where) return
  const structs = probe.declarations.filter(
    ([bytes, subject]) =>
      bytes === where.pointerBytes &&
      (subject === step.operation ||
        !data.sequences.some(steps => steps.some(one => one.operation === subject))),
  )
  get('evidence-title').textContent = `${step.operation} in ${where.id}`
  get('evidence-text').replaceChildren(
    make('p', 'faint', `${probe.id}, step ${step.id}: ${step.title}`),
    evidenceLines(data.evidence[cell.evidence] ?? []),
    ...(structs.length === 0
      ? [make('p', 'faint', 'Declared here: as it is true.')]
      : [make('h3', '', 'Declared against true'), declarationRows(structs)]),
    make('p', 'faint', where.environment),
  )
  get('evidence').showModal()
}

/** One tab stop for a table; arrow keys move between its buttons. */
function becomeGrid(table: Element): void {
  const buttons = [...table.querySelectorAll('td button')]
  buttons.forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1
  })
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
}

function moveFocus(table: Element, event: PageEvent): void {
  const move = moves[event.key]
  if (!move) return
  const rows = [...table.querySelectorAll('tbody tr')]
    .filter(row => !row.hidden)
    .map(row =>
      [...row.querySelectorAll('td')]
        .filter(cell => !cell.hidden)
        .map(cell => cell.querySelectorAll('button')[0]),
    )
  const row = rows.findIndex(buttons => buttons.includes(event.target))
  const column = rows[row]?.indexOf(event.target) ?? -1
  const next = rows[row + move[0]]?.[column + move[1]]
  if (column < 0 || !next) return
  event.preventDefault()
  event.target.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

function remember(): void {
  const chosen = new URLSearchParams()
  chosen.set('probe', data.probes[state.probe]?.id ?? '')
  if (state.lanes.size !== data.lanes.length)
    chosen.set(
      'lanes',
      visibleLanes()
        .map(lane => data.lanes[lane]?.id)
        .join(' '),
    )
  if (state.verdict !== '') chosen.set('verdict', state.verdict)
  if (state.operation !== '') chosen.set('operation', state.operation)
  history.replaceState(null, '', `#${chosen.toString()}`)
}

function recall(): void {
  const chosen = new URLSearchParams(location.hash.slice(1))
  const wanted = data.probes.findIndex(({ id }) => id === chosen.get('probe'))
  if (wanted >= 0) state.probe = wanted
  const lanes = chosen.get('lanes')?.split(' ')
  if (lanes)
    state.lanes = new Set(
      data.lanes.flatMap((lane, index) => (lanes.includes(lane.id) ? [index] : [])),
    )
  state.verdict = chosen.get('verdict') ?? ''
  state.operation = chosen.get('operation') ?? ''
  get('probe').value = String(state.probe)
  get('verdict').value = state.verdict
  get('operation').value = state.operation
  for (const box of get('lanes').querySelectorAll('input'))
    box.checked = state.lanes.has(Number(box.value))
}

function show(): void {
  showOverview()
  showProbe()
}

function change(): void {
  remember()
  show()
}

function choose(probe: number): void {
  state.probe = probe
  get('probe').value = String(probe)
  change()
}

get('probe').addEventListener('change', event => {
  choose(Number(event.target.value))
})
get('verdict').addEventListener('change', event => {
  state.verdict = event.target.value
  change()
})
get('operation').addEventListener('input', event => {
  state.operation = event.target.value
  change()
})
get('lanes').addEventListener('change', event => {
  if (event.target.checked) state.lanes.add(Number(event.target.value))
  else state.lanes.delete(Number(event.target.value))
  change()
})
get('filters').addEventListener('submit', event => {
  event.preventDefault()
})
get('overview').addEventListener('click', event => {
  const button = event.target.closest('button')
  if (!button) return
  choose(Number(button.closest('tr')?.dataset['probe']))
  get('probe-title').scrollIntoView({ block: 'start' })
  get('probe-title').focus()
})
get('matrix').addEventListener('click', event => {
  const button = event.target.closest('button')
  if (button) openEvidence(Number(button.dataset['lane']), Number(button.dataset['step']))
})
get('close').addEventListener('click', () => {
  get('evidence').close()
})
for (const id of ['overview', 'matrix'])
  get(id).addEventListener('keydown', event => {
    moveFocus(get(id), event)
  })
window.addEventListener('hashchange', () => {
  recall()
  show()
})

recall()
becomeGrid(get('overview'))
get('filters').hidden = false
show()
