/**
 * A page for people, before it is known where it is shown. Text between backticks is code; nothing
 * else in a text is markup.
 */
export interface Page {
  readonly title: string
  readonly sections: readonly Section[]
}

/** A part of a page. An empty heading stands for none. */
export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  /** Lines of a program; never wrapped. */
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly Link[] }

export interface Link {
  readonly title: string
  readonly url: string
}

/** A paragraph. */
export function text(words: string): Block {
  return { kind: 'text', text: words }
}

/** Points, each a sentence or less. */
export function list(...items: readonly string[]): Block {
  return { kind: 'list', items }
}

/** Rows under a head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', head, rows }
}

/** Lines of a program. */
export function codeBlock(language: string, ...lines: readonly string[]): Block {
  return { kind: 'code', language, lines }
}

/** Addresses to read on. */
export function links(...items: readonly Link[]): Block {
  return { kind: 'links', links: items }
}

/** A part of a page, or nothing where it would be empty. */
export function section(heading: string, ...blocks: readonly Block[]): Section[] {
  const filled = blocks.filter(block => !isEmpty(block))
  return filled.length === 0 ? [] : [{ heading, blocks: filled }]
}

function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'text':
      return block.text === ''
    case 'list':
      return block.items.length === 0
    case 'table':
      return block.rows.length === 0
    case 'code':
      return block.lines.length === 0
    case 'links':
      return block.links.length === 0
  }
}

/** Pieces of a text: what stands between backticks is code. */
export function pieces(
  words: string,
): readonly { readonly code: boolean; readonly text: string }[] {
  return words
    .split('`')
    .map((piece, index) => ({ code: index % 2 === 1, text: piece }))
    .filter(piece => piece.text !== '')
}
