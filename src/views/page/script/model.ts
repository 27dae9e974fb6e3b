import type { PageData } from '../data.ts'
import type { Element } from '../dom.ts'

declare const document: {
  getElementById(id: string): Element | null
  createElement(name: string): Element
}

/** An element of the page that always exists. */
export function get(id: string): Element {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no element ${id}`)
  return found
}

/** Creates an element with a class and content; text is always inserted as text. */
export function make(
  name: string,
  className: string,
  ...content: readonly (Element | string)[]
): Element {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.append(...content)
  return element
}

export const data = JSON.parse(get('data').textContent ?? '') as PageData

export interface Cell {
  readonly step: number
  readonly verdict: number
  readonly word: number
  readonly flags: number
  readonly evidence: number
}

const fieldsOfCell = 5

/** The cells of a probe in a lane, in the order of the steps. */
export function cellsOf(probe: number, lane: number): Cell[] {
  const numbers = data.cells[probe]?.[lane] ?? []
  return Array.from({ length: numbers.length / fieldsOfCell }, (_, index) => {
    const [step = 0, verdict = 0, word = 0, flags = 0, evidence = 0] = numbers.slice(
      index * fieldsOfCell,
      (index + 1) * fieldsOfCell,
    )
    return { step, verdict, word, flags, evidence }
  })
}

export function kindOf(cell: Cell): string {
  return data.verdicts[cell.verdict]?.kind ?? ''
}

/** Whether a cell itself differs from the control, rather than as a consequence of another step. */
export function isBad(cell: Cell): boolean {
  return data.verdicts[cell.verdict]?.isBad === true
}

/** Whether there is anything to say about a cell. */
export function isTelling(cell: Cell): boolean {
  return kindOf(cell) !== 'same' && kindOf(cell) !== 'unsupported'
}

function endsInSix(probe: number, lane: number): boolean {
  return cellsOf(probe, lane).some(cell => kindOf(cell) === 'invalid-handle')
}

/** The first probe that is worth looking at: one that ends in error 6 in some lanes and not in others, else one that does at all. */
function startProbe(): number {
  const platform = data.order.filter(lane => !/-tagged\b/.test(data.lanes[lane]?.id ?? ''))
  const failing = data.probes.map((_, probe) => platform.filter(lane => endsInSix(probe, lane)))
  const differing = failing.findIndex(({ length }) => length > 0 && length < platform.length)
  if (differing >= 0) return differing
  return Math.max(
    0,
    data.probes.findIndex((_, probe) => data.order.some(lane => endsInSix(probe, lane))),
  )
}

/** The cell whose evidence is open. */
export interface Opened {
  readonly step: number
  readonly lane: number
}

/** The reader's selection, as stored in the address of the page. */
export interface State {
  probe: number
  lanes: Set<number>
  verdict: string
  operation: string
  /** Whether steps that ended as in the control are shown too. */
  all: boolean
  evidence: Opened | undefined
}

export function startState(): State {
  return {
    probe: startProbe(),
    lanes: new Set(data.order),
    verdict: '',
    operation: '',
    all: false,
    evidence: undefined,
  }
}

export const state: State = startState()

export function stepsOf(probe: number): PageData['sequences'][number] {
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
  return kindOf(cell) === state.verdict
}

/** Whether a cell passes the filters. */
export function isShown(probe: number, cell: Cell): boolean {
  return fitsVerdict(cell) && fitsOperation(probe, cell.step)
}

/** The visible lanes: those of a platform first, then those with tagged handles. */
export function visibleLanes(): number[] {
  return data.order.filter(lane => state.lanes.has(lane))
}
