/** The parts of an element that the script of the page uses; the program is compiled without browser types. */
export interface Element {
  textContent: string | null
  className: string
  hidden: boolean
  checked: boolean
  value: string
  tabIndex: number
  id: string
  readonly dataset: Record<string, string | undefined>
  readonly children: ArrayLike<Element>
  append(...nodes: readonly (Element | string)[]): void
  replaceChildren(...nodes: readonly (Element | string)[]): void
  setAttribute(name: string, value: string): void
  querySelectorAll(selector: string): ArrayLike<Element> & Iterable<Element>
  closest(selector: string): Element | null
  addEventListener(type: string, listen: (event: PageEvent) => void): void
  focus(): void
  showModal(): void
  close(): void
  cloneNode(deep: boolean): Element
  before(element: Element): void
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly width: number }
  scrollLeft: number
  readonly style: { width: string; minWidth: string; maxWidth: string }
  scrollIntoView(options: { readonly block: 'start' | 'center' }): void
  /** Only for a dialog. */
  readonly open: boolean
}

/** The parts of an event that it uses. */
export interface PageEvent {
  readonly target: Element
  readonly key: string
  preventDefault(): void
}
