/**
 * Escapes text for paragraphs and table cells of GitHub's Markdown: it contains no markup, HTML, link, mention or
 * mathematics.
 */
export function inline(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*[\]|~{}]/g, '\\$&')
    .replace(/(?<!\p{L}|\d)_|_(?!\p{L}|\d)/gu, '\\_')
    .replaceAll('$', '&#36;')
    .replace(/(https?|ftp):/gi, '$1&#58;')
    .replace(/www\./gi, match => `${match.slice(0, 3)}&#46;`)
    .replace(/(^|[^\w.])([@#])(?=\w)/g, '$1$2<!-- -->')
}

/** Escapes text at the beginning of a line: no heading, list or rule either. */
export function paragraph(text: string): string {
  return inline(text).replace(
    /^(\s*)([-+=]|#+(?=\s)|\d+[.)](?=\s))/,
    (_, space: string, start: string) => `${space}${start.slice(0, -1)}\\${start.slice(-1)}`,
  )
}

/** A code span that shows the text unchanged, also inside a table. */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1)
  const pad = text === '' || /^[` ]|[` ]$/.test(text) ? ' ' : ''
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`
}

/** A link if the address is a network address, an `#anchor` of the page, or a page of the repository; else only its text. */
export function link(title: string, url: string): string {
  if (/^(#[\w-]+|[\w-]+(\/[\w-]+)*\.md)$/.test(url)) return `[${inline(title)}](${url})`
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) return inline(title)
  return `[${inline(title)}](<${parsed.href.replace(/[<>|]/g, encodeURIComponent)}>)`
}

/** An image of the repository, by its relative path. */
export function image(description: string, path: string): string {
  return `![${inline(description)}](<${path
    .split('/')
    .map(part => (part === '..' ? part : encodeURIComponent(part)))
    .join('/')}>)`
}

/** A table whose cells are already Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
