import stringWidth from 'string-width'

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/**
 * Wraps words into lines of at most `width` columns. A word that is wider stands alone on its line, and
 * a line break of the text begins a new line.
 */
export function wrapWords(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width))
}
