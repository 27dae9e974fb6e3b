import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'

const comparison = /^[([]*[<>≤≥±×]=?$/
const numberAfter = /^[-+]?\d/
const number = /^[([]*[<>≤≥~±×]*[-+]?\d[\d.,]*$/
const unit = /^(?:%|ms|s|min|h|bits?|bytes?|[KMG]i?B|kB|px)[)\].,;:]*$/

/** Whether a line may not end between two words: `> 99`, `99 %`, `8 bytes`. */
function belongTogether(before: string, after: string): boolean {
  const [left, right] = [stripVTControlCharacters(before), stripVTControlCharacters(after)]
  return (
    (comparison.test(left) && numberAfter.test(right)) || (number.test(left) && unit.test(right))
  )
}

/** The words of a text; those that belong together are one, unless a line cannot hold them. */
function piecesOf(text: string, width: number): string[] {
  const pieces: string[] = []
  let last = ''
  for (const word of text.split(' ')) {
    const joined = `${pieces.at(-1) ?? ''} ${word}`
    if (pieces.length > 0 && belongTogether(last, word) && stringWidth(joined) <= width)
      pieces[pieces.length - 1] = joined
    else pieces.push(word)
    last = word
  }
  return pieces
}

function wrapLine(text: string, width: number): string[] {
  if (stringWidth(text) <= width) return [text]
  const lines: string[] = []
  let line: string | undefined
  for (const piece of piecesOf(text, width)) {
    const longer: string = line === undefined ? piece : `${line} ${piece}`
    if (line !== undefined && line !== '' && stringWidth(longer) > width) {
      lines.push(line)
      line = piece
    } else line = longer
  }
  return [...lines, line ?? '']
}

/**
 * Wraps words into lines of at most `width` columns. A word that is wider stands alone on its line, and
 * a line break of the text begins a new line. A number stays with its unit and with the sign of comparison before it.
 */
export function wrapWords(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width))
}
