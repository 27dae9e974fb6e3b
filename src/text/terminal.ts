import pc from 'picocolors'
import { piecesOf, type Block, type Inline, type Page, type Tone, type Words } from './page.ts'
import type { Screen } from './screen.ts'
import { layOutTable } from './terminal-table.ts'
import { wrapWords } from './wrap.ts'

type Paint = (text: string) => string

/** Minimum usable width. Columns. */
const narrowest = 40

/** Colours each word separately, so that a colour ends with the line when the text is wrapped. */
function byWord(paint: Paint, text: string): string {
  return text.replace(/[^ \n]+/g, word => paint(word))
}

/** Renders the parts of pages for one screen. */
class Terminal {
  readonly width: number
  readonly #colours: ReturnType<typeof pc.createColors>
  readonly #tones: Readonly<Record<Tone, Paint>>

  constructor({ width, colour }: Screen) {
    const colours = pc.createColors(colour)
    this.width = Math.max(width, narrowest)
    this.#colours = colours
    this.#tones = {
      good: colours.green,
      tolerated: colours.cyan,
      lucky: colours.yellow,
      bad: colours.red,
      quiet: colours.dim,
    }
  }

  #piece(piece: Inline): string {
    if (typeof piece === 'string') return piece
    switch (piece.kind) {
      case 'break':
        return '\n'
      case 'strong':
        return byWord(this.#colours.bold, piece.text)
      case 'toned':
        return byWord(this.#tones[piece.tone], piece.text)
      case 'code':
        return piece.text
      case 'link':
        return piece.url.startsWith('#') ? piece.text : `${piece.text} (${piece.url})`
    }
  }

  line(content: Words): string {
    return piecesOf(content)
      .map(piece => this.#piece(piece))
      .join('')
  }

  heading(content: Words, width: number): string[] {
    return wrapWords(byWord(this.#colours.bold, this.line(content)), width)
  }

  #item(content: string, width: number): string[] {
    return wrapWords(content, width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
  }

  block(block: Block, width: number): string[] {
    switch (block.kind) {
      case 'text':
        return wrapWords(this.line(block.text), width)
      case 'list':
        return block.items.flatMap(item => this.#item(this.line(item), width))
      case 'table':
        return layOutTable(
          {
            head: block.head.map(cell => this.line(cell)),
            rows: block.rows.map(row => row.map(cell => this.line(cell))),
            keys: block.keys,
          },
          width,
          text => byWord(this.#colours.bold, text),
        )
      case 'code':
        return block.lines.map(line => this.#colours.cyan(`  ${line}`))
      case 'links':
        return block.links.flatMap(({ title, url }) => [
          ...this.#item(title, width),
          `  ${this.#colours.dim(url)}`,
        ])
      case 'details':
        return [
          ...wrapWords(this.line(block.summary), width),
          '',
          ...this.blocks(block.blocks, width - 2).map(line => `  ${line}`),
        ]
      case 'image':
        return []
    }
  }

  blocks(blocks: readonly Block[], width: number): string[] {
    return blocks
      .map(block => this.block(block, width))
      .filter(lines => lines.length > 0)
      .flatMap((lines, index) => [...(index === 0 ? [] : ['']), ...lines])
  }
}

/** A page for a terminal: text and tables fitted to its width, code and addresses not broken. */
export function renderTerminal(page: Page, screen: Screen): string {
  const terminal = new Terminal(screen)
  const parts = [
    ...(page.title.length === 0 ? [] : [terminal.heading(page.title, terminal.width)]),
    ...page.sections.flatMap(({ heading, level, blocks }) => {
      const outer = 2 * (level - 1)
      const inner = outer + (heading.length === 0 && page.title.length === 0 ? 0 : 2)
      const head = terminal
        .heading(heading, terminal.width - outer)
        .map(line => `${' '.repeat(outer)}${line}`)
      const body = terminal
        .blocks(blocks, terminal.width - inner)
        .map(line => `${' '.repeat(inner)}${line}`)
      return [heading.length === 0 ? body : [...head, ...body]]
    }),
  ]
  return `${parts.map(lines => lines.map(line => line.trimEnd()).join('\n')).join('\n\n')}\n`
}
