import { lineFinder } from '../common/sources.ts'

/** A text in a script, with the line at which what it holds begins. */
export interface ScriptText {
  readonly text: string
  readonly line: number
}

/** A text as it stands in a script, from its first quote to behind its last one. */
export interface Literal extends ScriptText {
  readonly from: number
  readonly to: number
  /** In double quotes: variables in it are replaced by what they hold. */
  readonly isExpanded: boolean
}

/** A script taken apart: its texts, and itself with comments and texts replaced by blanks. */
export interface PowerShellScript {
  readonly texts: readonly Literal[]
  readonly masked: string
}

/**
 * Finds the texts of a PowerShell script in linear time: here-strings, and texts in single and double quotes
 * (https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
 */
export function takeApart(text: string): PowerShellScript {
  const texts: Literal[] = []
  const lineOf = lineFinder(text)
  const masked: string[] = []
  const token = /@(["'])[ \t]*\r?\n|<#|#|`[\s\S]|"|'/g
  let at = 0
  const blank = (to: number): void => {
    masked.push(text.slice(at, to).replace(/[^\n]/g, ' '))
    at = to
  }
  const add = (start: number, end: number, to: number, quote: string): void => {
    const isExpanded = quote === '"'
    const said = meant(text.slice(start, end), quote, text[at] === '@')
    texts.push({ text: said, line: lineOf(start), from: at, to, isExpanded })
  }
  for (let found = token.exec(text); found; found = token.exec(text)) {
    masked.push(text.slice(at, found.index))
    at = found.index
    const [said, quote] = found
    const start = found.index + said.length
    let end: number
    let next: number
    if (quote !== undefined) {
      end = endOf(text, `\n${quote}@`, start - 1)
      next = Math.min(text.length, end + 3)
      add(start, end, next, quote)
    } else if (said === '<#') next = Math.min(text.length, endOf(text, '#>', start) + 2)
    // A name may hold the sign of a comment.
    else if (said === '#')
      next = /[\w$]/.test(text[found.index - 1] ?? '') ? start : endOf(text, '\n', start)
    else if (said.startsWith('`')) next = start
    else {
      end = quoted(text, start, said)
      next = Math.min(text.length, end + 1)
      add(start, end, next, said)
    }
    blank(next)
    token.lastIndex = next
  }
  masked.push(text.slice(at))
  return { texts, masked: masked.join('') }
}

/** What a text holds: in one line a quote is doubled. What a backtick escapes is read with the variables. */
function meant(said: string, quote: string, isHere: boolean): string {
  return isHere ? said : said.replaceAll(quote + quote, quote)
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found
}

/** Where a text in quotes ends; a doubled quote, or one behind a backtick, is part of it. */
function quoted(text: string, from: number, quote: string): number {
  let at = from
  while (at < text.length) {
    if (quote === '"' && text[at] === '`') at += 1
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at
      at += 1
    }
    at += 1
  }
  return text.length
}
