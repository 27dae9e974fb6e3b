/** The meaning of a piece of text. A renderer may colour it, but colour is never the only sign. */
export type Tone = 'good' | 'tolerated' | 'lucky' | 'bad' | 'quiet'

/** A piece of text. A string is literal and not parsed as markup, so untrusted text is safe in it. */
export type Inline =
  | string
  | { readonly kind: 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'toned'; readonly tone: Tone; readonly text: string }
  /** `url` is a network address, an `#anchor` of the same page, or a page of the repository. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'break' }

/**
 * Text of a page: pieces, or a string written by this program, in which backticks mark code. Untrusted text must
 * never be such a string; use `words`.
 */
export type Words = string | readonly Inline[]

/** A page, independent of its output format. An empty title is not shown. */
export interface Page {
  readonly title: Words
  readonly sections: readonly Section[]
}

/** A section of a page. An empty heading is not shown. */
export interface Section {
  readonly heading: Words
  /** 1 below the title of the page, 2 below a section of level 1. */
  readonly level: 1 | 2
  /** The name by which links of the page refer to the section. */
  readonly anchor?: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: Words }
  | { readonly kind: 'list'; readonly items: readonly Words[] }
  | {
      readonly kind: 'table'
      /** Empty for a table without a header. */
      readonly head: readonly Words[]
      readonly rows: readonly (readonly Words[])[]
      /** Number of leading columns that name a row; repeated where a screen is too narrow for all the others at once. */
      readonly keys: number
    }
  /** Lines of a program; not wrapped. */
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly Link[] }
  /** Collapsible content; always expanded on a terminal. */
  | { readonly kind: 'details'; readonly summary: Words; readonly blocks: readonly Block[] }
  /** An image file next to the page, by its relative path; left out where images are not written. */
  | { readonly kind: 'image'; readonly description: string; readonly path: string }

export interface Link {
  readonly title: string
  readonly url: string
}

/** A name of code: a function, a lane, a command. */
export function code(text: string): Inline {
  return { kind: 'code', text }
}

/** Text that should stand out. */
export function strong(text: string): Inline {
  return { kind: 'strong', text }
}

/** Text with a tone. */
export function toned(tone: Tone, text: string): Inline {
  return { kind: 'toned', tone, text }
}

/** A link in running text. */
export function link(text: string, url: string): Inline {
  return { kind: 'link', text, url }
}

/** A line break within the text. */
export const lineBreak: Inline = { kind: 'break' }

/** A template of literal strings and pieces: words`In ${code(lane)}: ${reason}`. Values are literal, whatever they contain. */
export function words(
  strings: TemplateStringsArray,
  ...values: readonly (Inline | readonly Inline[] | number)[]
): readonly Inline[] {
  return strings.flatMap((string, index): readonly Inline[] => {
    const value = index < values.length ? values[index] : undefined
    return [
      ...(string === '' ? [] : [string]),
      ...(value === undefined ? [] : [typeof value === 'number' ? String(value) : value].flat()),
    ]
  })
}

/** Several texts with a separator between them. */
export function joined(
  items: readonly (Inline | readonly Inline[])[],
  separator: Inline = ', ',
): readonly Inline[] {
  return items.flatMap((item, index) => [...(index === 0 ? [] : [separator]), ...[item].flat()])
}

/** A paragraph. */
export function text(content: Words): Block {
  return { kind: 'text', text: content }
}

/** A list of items, each a sentence or less. */
export function list(...items: readonly Words[]): Block {
  return { kind: 'list', items }
}

/** Rows below a header. The first column names the row. */
export function table(
  head: readonly Words[],
  rows: readonly (readonly Words[])[],
  keys = 1,
): Block {
  return { kind: 'table', head, rows, keys }
}

/** Lines of a program. */
export function codeBlock(language: string, ...lines: readonly string[]): Block {
  return { kind: 'code', language, lines }
}

/** Links to further reading. */
export function links(...items: readonly Link[]): Block {
  return { kind: 'links', links: items }
}

/** Blocks below a summary, collapsible where the format supports it. */
export function details(summary: Words, ...blocks: readonly Block[]): Block {
  return { kind: 'details', summary, blocks: blocks.filter(block => !isEmpty(block)) }
}

/** A picture. */
export function image(description: string, path: string): Block {
  return { kind: 'image', description, path }
}

/** A section, or nothing where it would be empty. */
export function section(heading: Words, ...blocks: readonly Block[]): Section[] {
  const filled = blocks.filter(block => !isEmpty(block))
  return filled.length === 0 ? [] : [{ heading, level: 1, blocks: filled }]
}

/** A subsection, or nothing where it would be empty. */
export function subsection(heading: Words, ...blocks: readonly Block[]): Section[] {
  return section(heading, ...blocks).map(own => ({ ...own, level: 2 }))
}

/** Sections of which the first is the target of links to `#name`. */
export function anchored(name: string, [first, ...more]: readonly Section[]): Section[] {
  return first ? [{ ...first, anchor: name }, ...more] : []
}

/** A list of links to the level 1 sections that have an anchor. */
export function contentsOf(sections: readonly Section[]): Block {
  return list(
    ...sections.flatMap(({ heading, level, anchor }) =>
      level === 1 && anchor !== undefined ? [[link(plainText(heading), `#${anchor}`)]] : [],
    ),
  )
}

/** Whether a block is empty. */
export function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'text':
      return plainText(block.text) === ''
    case 'list':
      return block.items.length === 0
    case 'table':
      return block.rows.length === 0
    case 'code':
      return block.lines.length === 0
    case 'links':
      return block.links.length === 0
    case 'details':
      return block.blocks.length === 0
    case 'image':
      return false
  }
}

/** The pieces of a text; in a string of this program, text between backticks is code. */
export function piecesOf(content: Words): readonly Inline[] {
  if (typeof content !== 'string') return content
  return content
    .split('`')
    .flatMap((piece, index): Inline[] =>
      piece === '' ? [] : [index % 2 === 1 ? code(piece) : piece],
    )
}

/** A text without its formatting. */
export function plainText(content: Words): string {
  return piecesOf(content)
    .map(piece => (typeof piece === 'string' ? piece : piece.kind === 'break' ? '\n' : piece.text))
    .join('')
}
