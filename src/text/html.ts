import { piecesOf, plainText, type Block, type Inline, type Section, type Words } from './page.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}

/** A link if the address is an anchor of the page or a network address; else only its text. */
function linkHtml(text: string, url: string): string {
  return /^(https?:\/\/|#)/i.test(url)
    ? `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(text)}</a>`
    : escapeHtml(text)
}

function pieceHtml(piece: Inline): string {
  if (typeof piece === 'string') return escapeHtml(piece)
  switch (piece.kind) {
    case 'break':
      return '<br>'
    case 'code':
      return `<code>${escapeHtml(piece.text)}</code>`
    case 'strong':
      return `<strong>${escapeHtml(piece.text)}</strong>`
    case 'toned':
      return `<span class="${piece.tone}">${escapeHtml(piece.text)}</span>`
    case 'link':
      return linkHtml(piece.text, piece.url)
  }
}

/** A text within an element. */
function wordsHtml(content: Words): string {
  return piecesOf(content).map(pieceHtml).join('')
}

function listHtml(items: readonly string[]): string {
  return `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>`
}

function tableHtml({ head, rows, keys }: Extract<Block, { kind: 'table' }>, title: string): string {
  const label = title === '' ? '' : ` aria-label="${escapeHtml(title)}"`
  const heads = head.map(cell => `<th scope="col">${wordsHtml(cell)}</th>`).join('')
  const body = rows.map(
    row =>
      `<tr>${row
        .map((cell, column) =>
          column < keys ? `<th scope="row">${wordsHtml(cell)}</th>` : `<td>${wordsHtml(cell)}</td>`,
        )
        .join('')}</tr>`,
  )
  return `<div class="scroll" role="region"${label} tabindex="0"><table${label}>${heads === '' ? '' : `<thead><tr>${heads}</tr></thead>`}<tbody>\n${body.join('\n')}\n</tbody></table></div>`
}

function blockHtml(block: Block, title: string): string {
  switch (block.kind) {
    case 'text':
      return `<p>${wordsHtml(block.text)}</p>`
    case 'list':
      return listHtml(block.items.map(wordsHtml))
    case 'table':
      return tableHtml(block, title)
    case 'code':
      return `<pre><code>${escapeHtml(block.lines.join('\n'))}</code></pre>`
    case 'links':
      return listHtml(block.links.map(({ title, url }) => linkHtml(title, url)))
    case 'details':
      return `<details><summary>${wordsHtml(block.summary)}</summary>${blocksHtml(block.blocks, block.summary)}</details>`
    case 'image':
      return ''
  }
}

function blocksHtml(blocks: readonly Block[], title: Words): string {
  return blocks.map(block => blockHtml(block, plainText(title))).join('\n')
}

/** Sections as HTML, with headings of level 1 as `h2`. All text is escaped; the surrounding page provides the style. */
export function renderHtml(sections: readonly Section[]): string {
  return sections
    .map(({ heading, level, anchor, blocks }) => {
      const id = anchor === undefined ? '' : ` id="${escapeHtml(anchor)}"`
      const head =
        heading.length === 0 ? '' : `<h${level + 1}${id}>${wordsHtml(heading)}</h${level + 1}>\n`
      return `<section>${head}${blocksHtml(blocks, heading)}</section>`
    })
    .join('\n')
}
