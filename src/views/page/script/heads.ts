import type { Element } from '../dom.ts'
import { get, make } from './model.ts'

declare const window: { addEventListener(type: string, listen: () => void): void }

/**
 * The header of a table that scrolls sideways, and a copy of it that stays at the top of the window; with CSS
 * alone it would stay inside the frame.
 */
interface Heads {
  readonly table: Element
  readonly frame: Element
  readonly copy: Element
}

function headsOf(id: string): Heads {
  const table = get(id)
  const frame = table.closest('div') ?? table
  const copy = make('div', '')
  const holder = make('div', 'heads', copy)
  holder.setAttribute('aria-hidden', 'true')
  frame.before(holder)
  frame.addEventListener('scroll', () => {
    copy.scrollLeft = frame.scrollLeft
  })
  return { table, frame, copy }
}

const framed = ['overview', 'matrix'].map(headsOf)

/** Shows the copy while the header itself is above the window and rows are still visible. */
function place({ table, frame, copy }: Heads): void {
  const [head] = table.querySelectorAll('thead')
  const top = head?.getBoundingClientRect().top ?? 0
  copy.hidden = top >= 0 || frame.getBoundingClientRect().bottom < 80
  copy.scrollLeft = frame.scrollLeft
}

function fix(element: Element, width: number): void {
  element.style.width = element.style.minWidth = element.style.maxWidth = `${width}px`
}

/** Copies the header in its current state, with its widths. */
export function copyHeads(): void {
  for (const heads of framed) {
    const [head] = heads.table.querySelectorAll('thead')
    if (!head) continue
    const copied = head.cloneNode(true)
    const table = make('table', '', copied)
    fix(table, heads.table.getBoundingClientRect().width)
    const own = [...head.querySelectorAll('th')]
    for (const [index, cell] of [...copied.querySelectorAll('th')].entries())
      fix(cell, own[index]?.getBoundingClientRect().width ?? 0)
    heads.copy.replaceChildren(table)
    place(heads)
  }
}

for (const type of ['scroll', 'resize'])
  window.addEventListener(type, () => {
    if (type === 'resize') copyHeads()
    else for (const heads of framed) place(heads)
  })
