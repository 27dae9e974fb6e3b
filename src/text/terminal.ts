import pc from 'picocolors'
import type { Screen } from './screen.ts'
import { pieces, type Block, type Page } from './page.ts'
import { layOutTable } from './terminal-table.ts'
import { wrapWords } from './wrap.ts'

type Colours = ReturnType<typeof pc.createColors>

/** Narrower than this nothing can be read. Columns. */
const narrowest = 40

function plain(text: string): string {
  return pieces(text)
    .map(piece => piece.text)
    .join('')
}

function blockLines(block: Block, width: number, colours: Colours): string[] {
  switch (block.kind) {
    case 'text':
      return wrapWords(plain(block.text), width)
    case 'list':
      return block.items.flatMap(item =>
        wrapWords(plain(item), width - 2).map(
          (line, index) => `${index === 0 ? '- ' : '  '}${line}`,
        ),
      )
    case 'table':
      return layOutTable(
        block.head.map(plain),
        block.rows.map(row => row.map(plain)),
        width,
        colours.bold,
      )
    case 'code':
      return block.lines.map(line => colours.cyan(`  ${line}`))
    case 'links':
      return block.links.flatMap(({ title, url }) => [
        ...wrapWords(title, width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
        `  ${colours.dim(url)}`,
      ])
  }
}

function bold(text: string, width: number, colours: Colours): string {
  return wrapWords(plain(text), width)
    .map(line => colours.bold(line))
    .join('\n')
}

/** A page for a terminal: words wrapped to its width, tables laid out in it, code and addresses left whole. */
export function renderTerminal(page: Page, options: Screen): string {
  const width = Math.max(options.width, narrowest)
  const colours = pc.createColors(options.colour)
  const sections = page.sections.map(({ heading, blocks }) => {
    const body = blocks
      .map(block =>
        blockLines(block, width - 2, colours)
          .map(line => `  ${line}`.trimEnd())
          .join('\n'),
      )
      .join('\n\n')
    return heading === '' ? body : `${bold(heading, width, colours)}\n\n${body}`
  })
  return `${[bold(page.title, width, colours), ...sections].join('\n\n')}\n`
}
