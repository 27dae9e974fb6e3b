import { code, image, inline, link, paragraph, table } from './markdown-text.ts'
import { piecesOf, type Block, type Inline, type Page, type Section, type Words } from './page.ts'

/** Bold text. Asterisks work only beside letters and digits. */
function strongText(text: string): string {
  return /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/su.test(text)
    ? `**${inline(text)}**`
    : `<strong>${inline(text)}</strong>`
}

function pieceText(piece: Inline, plain: (text: string) => string): string {
  if (typeof piece === 'string') return plain(piece)
  switch (piece.kind) {
    case 'break':
      return '<br>'
    case 'code':
      return code(piece.text)
    case 'strong':
      return strongText(piece.text)
    case 'toned':
      return plain(piece.text)
    case 'link':
      return link(piece.text, piece.url)
  }
}

/** Text within a line. */
function lineText(content: Words): string {
  return piecesOf(content)
    .map(piece => pieceText(piece, inline))
    .join('')
}

/** Text that begins a line. */
function paragraphText(content: Words): string {
  return piecesOf(content)
    .map((piece, index) => pieceText(piece, index === 0 ? paragraph : inline))
    .join('')
}

/** A fenced block whose fence no line inside can close. */
function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(run => run.length + 1)))
  return [`${fence}${language}`, ...lines, fence].join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return paragraphText(block.text)
    case 'list':
      return block.items.map(item => `- ${paragraphText(item)}`).join('\n')
    case 'table':
      return table(
        (block.head.length > 0 ? block.head : (block.rows[0] ?? []).map(() => '')).map(lineText),
        block.rows.map(row => row.map(lineText)),
      )
    case 'code':
      return fenced(block.language, block.lines)
    case 'links':
      return block.links.map(({ title, url }) => `- ${link(title, url)}`).join('\n')
    case 'details':
      return [
        `<details><summary>${summaryText(block.summary)}</summary>`,
        ...block.blocks.map(blockText),
        '</details>',
      ].join('\n\n')
    case 'image':
      return image(block.description, block.path)
  }
}

/** Markdown has no code spans inside an HTML element. */
function summaryText(content: Words): string {
  return piecesOf(content)
    .map(piece =>
      typeof piece !== 'string' && piece.kind === 'code'
        ? `<code>${inline(piece.text)}</code>`
        : pieceText(piece, inline),
    )
    .join('')
}

/** A section as GitHub's Markdown, its heading `level` deep. */
export function renderMarkdownSection(section: Section, level = 2): string {
  const depth = '#'.repeat(level + section.level - 1)
  const anchor = section.anchor === undefined ? '' : `<a id="${section.anchor}"></a>`
  return [
    ...(section.heading.length === 0 ? [] : [`${depth} ${anchor}${lineText(section.heading)}`]),
    ...section.blocks.map(blockText),
  ].join('\n\n')
}

/** A page as GitHub's Markdown; the title is a heading of `level`. */
export function renderMarkdown(page: Page, level = 1): string {
  return `${[
    ...(page.title.length === 0 ? [] : [`${'#'.repeat(level)} ${lineText(page.title)}`]),
    ...page.sections.map(section => renderMarkdownSection(section, level + 1)),
  ].join('\n\n')}\n`
}
