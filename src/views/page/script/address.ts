import { data, get, startState, state, stepsOf, visibleLanes } from './model.ts'

declare const location: { hash: string }
declare const history: {
  readonly state: unknown
  pushState(state: unknown, title: '', url: string): void
  replaceState(state: unknown, title: '', url: string): void
  back(): void
}

/** The reader's selection as the fragment of an address, after `#`. */
function addressOf(): string {
  const chosen = new URLSearchParams()
  chosen.set('probe', data.probes[state.probe]?.id ?? '')
  if (state.lanes.size !== data.order.length)
    chosen.set(
      'lanes',
      visibleLanes()
        .map(lane => data.lanes[lane]?.id)
        .join(' '),
    )
  if (state.verdict !== '') chosen.set('verdict', state.verdict)
  if (state.operation !== '') chosen.set('operation', state.operation)
  if (state.all) chosen.set('show', 'all')
  if (state.evidence) {
    chosen.set('step', stepsOf(state.probe)[state.evidence.step]?.id ?? '')
    chosen.set('in', data.lanes[state.evidence.lane]?.id ?? '')
  }
  return `#${chosen.toString()}`
}

/** Puts the selection into the address as a new history entry, so that Back returns to it. */
export function remember(): void {
  const address = addressOf()
  if (address !== location.hash)
    history.pushState({ isOpened: state.evidence !== undefined }, '', address)
}

/** The same without a new history entry, while the reader is typing. */
export function amend(): void {
  history.replaceState(history.state, '', addressOf())
}

/** Goes back from the evidence to the place where it was opened. Returns whether there is one: the page may have been opened with it. */
export function leaveEvidence(): boolean {
  const { isOpened } = (history.state ?? {}) as { readonly isOpened?: boolean }
  if (isOpened === true) history.back()
  else amend()
  return isOpened === true
}

/** Restores the selection from the address. */
export function recall(): void {
  const chosen = new URLSearchParams(location.hash.slice(1))
  const wanted = data.probes.findIndex(({ id }) => id === chosen.get('probe'))
  Object.assign(state, startState())
  if (wanted >= 0) state.probe = wanted
  const lanes = chosen.get('lanes')?.split(' ')
  if (lanes)
    state.lanes = new Set(data.order.filter(lane => lanes.includes(data.lanes[lane]?.id ?? '')))
  state.verdict = chosen.get('verdict') ?? ''
  state.operation = chosen.get('operation') ?? ''
  state.all = chosen.get('show') === 'all'
  const step = stepsOf(state.probe).findIndex(({ id }) => id === chosen.get('step'))
  const lane = data.lanes.findIndex(({ id }) => id === chosen.get('in'))
  state.evidence = step >= 0 && lane >= 0 ? { step, lane } : undefined
  get('probe').value = String(state.probe)
  get('verdict').value = state.verdict
  get('operation').value = state.operation
  get('extent').value = state.all ? 'all' : ''
  for (const box of get('lanes').querySelectorAll('input'))
    box.checked = state.lanes.has(Number(box.value))
}
