import { functionBodies, matchBrackets } from '../common/blanks.ts'
import { lineFinder } from '../common/sources.ts'
import { branchesOf } from './conditions.ts'

/** A call in a script, with its arguments as written. */
export interface DllCall {
  /** In lower case. */
  readonly name: string
  readonly args: readonly string[]
  readonly line: number
  /** Places of its name and behind its bracket. */
  readonly start: number
  readonly end: number
}

export interface AutoHotkeyScript {
  readonly calls: readonly DllCall[]
  /** The text with what stands in comments and texts replaced by blanks. */
  readonly masked: string
  /** Bodies of functions. */
  readonly bodies: ReturnType<typeof functionBodies>
  readonly branches: ReturnType<typeof branchesOf>
  /** Lines at which a call is too long or too deep to be followed. */
  readonly skipped: readonly number[]
}

/** Longer and deeper calls were made by a program. */
const longest = 20_000
const deepest = 16

const wanted = /\b(DllCall|VarSetCapacity|NumPut|NumGet|Buffer|VarSetStrCapacity)\(/gi

/** Finds the calls that tell widths in a script of AutoHotkey, of version 1 or 2, in linear time. */
export function findCalls(text: string): AutoHotkeyScript {
  const masked = mask(text)
  const closing = matchBrackets(masked, '(', ')')
  const braces = matchBrackets(masked, '{', '}')
  const lineOf = lineFinder(text)
  const calls: DllCall[] = []
  const skipped: number[] = []
  const open: number[] = []
  for (const found of masked.matchAll(wanted)) {
    const bracket = found.index + found[0].length - 1
    const end = closing.get(bracket)
    while (open.length > 0 && (open.at(-1) ?? 0) < found.index) open.pop()
    if (end === undefined || end - bracket > longest || open.length >= deepest) {
      if (/^dllcall/i.test(found[0])) skipped.push(lineOf(found.index))
      continue
    }
    open.push(end)
    calls.push({
      name: (found[1] ?? '').toLowerCase(),
      args: splitArguments(text, masked, bracket + 1, end),
      line: lineOf(found.index),
      start: found.index,
      end: end + 1,
    })
  }
  return {
    calls,
    masked,
    skipped,
    bodies: functionBodies(masked, braces),
    branches: branchesOf(masked, braces),
  }
}

function mask(text: string): string {
  const chars = text.split('')
  let at = 0
  const blank = (to: number): void => {
    for (; at < to; at += 1) if (chars[at] !== '\n') chars[at] = ' '
  }
  while (at < chars.length) {
    const char = chars[at]
    if (char === '"') at = blankText(chars, at)
    else if (char === ';' && (at === 0 || /\s/.test(chars[at - 1] ?? ''))) {
      const end = text.indexOf('\n', at)
      blank(end < 0 ? chars.length : end)
    } else if (char === '/' && chars[at + 1] === '*' && /^\s*$/.test(lineBefore(chars, at))) {
      const end = text.indexOf('*/', at)
      blank(end < 0 ? chars.length : end + 2)
    } else if (char === "'" && !/\w/.test(chars[at - 1] ?? '')) at = blankText(chars, at)
    else at += 1
  }
  return chars.join('')
}

function lineBefore(chars: readonly string[], at: number): string {
  let start = at
  while (start > 0 && at - start < 200 && chars[start - 1] !== '\n') start -= 1
  return chars.slice(start, at).join('')
}

/** Blanks what stands between quotes, which end on their line. */
function blankText(chars: string[], from: number): number {
  const quote = chars[from]
  let at = from + 1
  while (at < chars.length && chars[at] !== '\n') {
    if (chars[at] === '`' && chars[at + 1] !== '\n') {
      chars[at] = ' '
      at += 1
      if (at < chars.length) chars[at] = ' '
    } else if (chars[at] === quote) {
      if (chars[at + 1] !== quote) return at + 1
      // A doubled quote stands for one, in version 1.
      chars[at] = ' '
      at += 1
      chars[at] = ' '
    } else chars[at] = '_'
    at += 1
  }
  return at
}

function splitArguments(text: string, masked: string, from: number, to: number): string[] {
  const args: string[] = []
  let [depth, start] = [0, from]
  for (let at = from; at < to; at += 1) {
    const char = masked[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    else if (')]}'.includes(char)) depth -= 1
    else if (char === ',' && depth === 0) {
      args.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = text.slice(start, to).trim()
  return last === '' && args.length === 0 ? [] : [...args, last]
}
