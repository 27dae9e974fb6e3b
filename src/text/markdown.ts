import { code, inline, link, paragraph, table } from './markdown-text.ts'
import { pieces, type Block, type Page } from './page.ts'

function words(text: string, plain: (text: string) => string = inline): string {
  return pieces(text)
    .map((piece, index) =>
      piece.code ? code(piece.text) : index === 0 ? plain(piece.text) : inline(piece.text),
    )
    .join('')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return words(block.text, paragraph)
    case 'list':
      return block.items.map(item => `- ${words(item)}`).join('\n')
    case 'table':
      return table(
        block.head.map(cell => words(cell)),
        block.rows.map(row => row.map(cell => words(cell))),
      )
    case 'code':
      return `\`\`\`${block.language}\n${block.lines.join('\n')}\n\`\`\``
    case 'links':
      return block.links.map(({ title, url }) => `- ${link(title, url)}`).join('\n')
  }
}

/** A page as GitHub's Markdown; the title is a heading of `level`. */
export function renderMarkdown(page: Page, level = 1): string {
  const heading = (depth: number, text: string): string => `${'#'.repeat(depth)} ${words(text)}`
  const sections = page.sections.flatMap(({ heading: title, blocks }) => [
    ...(title === '' ? [] : [heading(level + 1, title)]),
    ...blocks.map(blockText),
  ])
  return `${[heading(level, page.title), ...sections].join('\n\n')}\n`
}
