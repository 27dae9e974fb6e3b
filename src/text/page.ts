/** How a piece of text is meant; a renderer may give it a colour, and never says it by colour alone. */
export type Tone = 'good' | 'tolerated' | 'lucky' | 'bad' | 'quiet'

/** A piece of text. A string is literal: nothing in it is markup, so foreign text is safe in it. */
export type Inline =
  | string
  | { readonly kind: 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'toned'; readonly tone: Tone; readonly text: string }
  /** `url` is an address of the network, `#anchor` of a section of the same page, or a page of the repository. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'break' }

/**
 * Text of a page: pieces, or a string that this program itself wrote, in which backticks mark code.
 * Foreign text is never such a string; put it into `words`.
 */
export type Words = string | readonly Inline[]

/** A page for people, before it is known where it is shown. An empty title stands for none. */
export interface Page {
  readonly title: Words
  readonly sections: readonly Section[]
}

/** A part of a page. An empty heading stands for none. */
export interface Section {
  readonly heading: Words
  /** 1 below the title of the page, 2 below a section of level 1. */
  readonly level: 1 | 2
  /** The name by which links of the page find the section. */
  readonly anchor?: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: Words }
  | { readonly kind: 'list'; readonly items: readonly Words[] }
  | {
      readonly kind: 'table'
      /** Empty for a table without a head. */
      readonly head: readonly Words[]
      readonly rows: readonly (readonly Words[])[]
      /** Leading columns that name a row; repeated where a screen is too narrow for all the others at once. */
      readonly keys: number
    }
  /** Lines of a program; never wrapped. */
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly Link[] }
  /** What is folded where that can be: on a terminal it is shown. */
  | { readonly kind: 'details'; readonly summary: Words; readonly blocks: readonly Block[] }
  /** A picture beside the page, by its relative address; left out where there is none beside it. */
  | { readonly kind: 'image'; readonly description: string; readonly path: string }

export interface Link {
  readonly title: string
  readonly url: string
}

/** A name of code: a function, a lane, a command. */
export function code(text: string): Inline {
  return { kind: 'code', text }
}

/** What is to be found at a glance. */
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

/** A new line within the text. */
export const lineBreak: Inline = { kind: 'break' }

/** Text of literal strings and pieces: words`In ${code(lane)}: ${reason}`. Values are literal, however they look. */
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

/** Several texts as one, with a separator between them. */
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

/** Points, each a sentence or less. */
export function list(...items: readonly Words[]): Block {
  return { kind: 'list', items }
}

/** Rows under a head. The first column names the row. */
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

/** Addresses to read on. */
export function links(...items: readonly Link[]): Block {
  return { kind: 'links', links: items }
}

/** Blocks behind a summary, folded where that can be. */
export function details(summary: Words, ...blocks: readonly Block[]): Block {
  return { kind: 'details', summary, blocks: blocks.filter(block => !isEmpty(block)) }
}

/** A picture. */
export function image(description: string, path: string): Block {
  return { kind: 'image', description, path }
}

/** A part of a page, or nothing where it would be empty. */
export function section(heading: Words, ...blocks: readonly Block[]): Section[] {
  const filled = blocks.filter(block => !isEmpty(block))
  return filled.length === 0 ? [] : [{ heading, level: 1, blocks: filled }]
}

/** A part below the section before it, or nothing where it would be empty. */
export function subsection(heading: Words, ...blocks: readonly Block[]): Section[] {
  return section(heading, ...blocks).map(own => ({ ...own, level: 2 }))
}

/** Sections of which the first can be found by a link to `#name`. */
export function anchored(name: string, [first, ...more]: readonly Section[]): Section[] {
  return first ? [{ ...first, anchor: name }, ...more] : []
}

/** The list of the sections of level 1 that have an anchor, each a link. */
export function contentsOf(sections: readonly Section[]): Block {
  return list(
    ...sections.flatMap(({ heading, level, anchor }) =>
      level === 1 && anchor !== undefined ? [[link(plainText(heading), `#${anchor}`)]] : [],
    ),
  )
}

/** Whether a block shows nothing. */
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

/** The pieces of a text; in a string of this program what stands between backticks is code. */
export function piecesOf(content: Words): readonly Inline[] {
  if (typeof content !== 'string') return content
  return content
    .split('`')
    .flatMap((piece, index): Inline[] =>
      piece === '' ? [] : [index % 2 === 1 ? code(piece) : piece],
    )
}

/** A text without its marks, for places that show none. */
export function plainText(content: Words): string {
  return piecesOf(content)
    .map(piece => (typeof piece === 'string' ? piece : piece.kind === 'break' ? '\n' : piece.text))
    .join('')
}
