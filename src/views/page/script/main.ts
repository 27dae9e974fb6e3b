import type { Element, PageEvent } from '../dom.ts'
import { amend, leaveEvidence, recall, remember } from './address.ts'
import { showEvidence } from './evidence.ts'
import { copyHeads } from './heads.ts'
import { becomeGrid, buttonOf, firstDifference, showProbe } from './matrix.ts'
import { get, state, type Opened } from './model.ts'
import { showOverview } from './overview.ts'

declare const window: { addEventListener(type: string, listen: () => void): void }

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
    .filter(row => !row.hidden && row.querySelectorAll('td').length > 0)
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
  giveFocus(next)
}

/** Focuses a button of a table and makes it the table's only tab stop. */
function giveFocus(button: Element): void {
  for (const other of button.closest('table')?.querySelectorAll('td button') ?? [])
    other.tabIndex = -1
  button.tabIndex = 0
  button.focus()
}

function show(): void {
  showOverview()
  becomeGrid(get('overview'))
  showProbe()
  copyHeads()
  showEvidence()
}

function change(): void {
  remember()
  show()
}

/** Scrolls a cell to the middle of the window and focuses it. */
function goTo(button: Element): void {
  button.scrollIntoView({ block: 'center' })
  giveFocus(button)
}

/** The cell whose evidence was closed and that gets the focus next. */
let leftFrom: Opened | undefined

function focusAgain(): void {
  const button = leftFrom && buttonOf(leftFrom.lane, leftFrom.step)
  leftFrom = undefined
  if (button) giveFocus(button)
}

get('probe').addEventListener('change', event => {
  state.probe = Number(event.target.value)
  change()
})
get('verdict').addEventListener('change', event => {
  state.verdict = event.target.value
  change()
})
get('extent').addEventListener('change', event => {
  state.all = event.target.value === 'all'
  change()
})
get('operation').addEventListener('input', event => {
  state.operation = event.target.value
  amend()
  show()
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
  const lane = Number(button?.closest('td')?.dataset['lane'])
  if (!button) return
  state.probe = Number(button.closest('tr')?.dataset['probe'])
  get('probe').value = String(state.probe)
  change()
  const first = firstDifference(lane)
  if (first) goTo(first)
  else {
    get('probe-title').scrollIntoView({ block: 'start' })
    get('probe-title').focus()
  }
})
get('matrix').addEventListener('click', event => {
  const button = event.target.closest('button')
  if (!button) return
  state.evidence = { step: Number(button.dataset['step']), lane: Number(button.dataset['lane']) }
  remember()
  showEvidence()
})
get('close').addEventListener('click', () => {
  get('evidence').close()
})
get('evidence').addEventListener('close', () => {
  if (!state.evidence) return
  leftFrom = state.evidence
  state.evidence = undefined
  if (!leaveEvidence()) focusAgain()
})
for (const id of ['overview', 'matrix'])
  get(id).addEventListener('keydown', event => {
    moveFocus(get(id), event)
  })
window.addEventListener('popstate', () => {
  recall()
  show()
  focusAgain()
})

recall()
get('filters').hidden = false
show()
