/** What the script of the page uses of an element; the program is compiled without the types of a browser. */
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
  /** Of a dialog. */
  readonly open: boolean
}

/** What it uses of an event. */
export interface PageEvent {
  readonly target: Element
  readonly key: string
  preventDefault(): void
}
