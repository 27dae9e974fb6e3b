import type { PointerBytes } from '../../win32/architecture.ts'
import { holds } from './evaluate.ts'

/** A part of a script that runs only in processes with pointers of one width. */
interface Branch {
  readonly from: number
  readonly to: number
  readonly only: PointerBytes
}

const condition = /(?<![\w.])A_PtrSize\s*(==?|!=|<>|>=|<=|>|<)\s*([48])\s*\)?([ \t]*\?)?/gi
/** What stands before a condition; in one pattern with it, each blank of a long line would start a search of its own. */
const isStatement = /\bif\b\s*\(?\s*$/i
const longestBlank = 200

/**
 * The branches of a script that ask for A_PtrSize: the block or the line behind `if`, the same behind `else`, and both
 * sides of `? :`. `closing` has the place of the bracket or brace that closes each other one.
 */
export function branchesOf(masked: string, closing: ReadonlyMap<number, number>): Branch[] {
  const branches: Branch[] = []
  for (const found of masked.matchAll(condition)) {
    const [whole, operator = '', number = '', mark] = found
    const only = holds(8, operator, number) ? 8 : 4
    // One that both widths meet tells nothing.
    if (holds(8, operator, number) === holds(4, operator, number)) continue
    const from = found.index + whole.length
    if (mark !== undefined) branches.push(...sidesOf(masked, from, only))
    else if (isStatement.test(masked.slice(Math.max(0, found.index - longestBlank), found.index)))
      branches.push(...statementsOf(masked, from, only, closing))
  }
  return branches
}

/** The width of a pointer for which a place is meant; undefined where it is for both. */
export function widthAt(branches: readonly Branch[], at: number): PointerBytes | undefined {
  return branches.find(({ from, to }) => from <= at && at < to)?.only
}

function other(only: PointerBytes): PointerBytes {
  return only === 8 ? 4 : 8
}

/** Longer ones were made by a program. */
const longest = 5000

function sidesOf(masked: string, from: number, only: PointerBytes): Branch[] {
  let [depth, colon, nested] = [0, -1, 0]
  let at = from
  for (; at < Math.min(masked.length, from + longest); at += 1) {
    const char = masked[at] ?? ''
    if ('([{'.includes(char)) depth += 1
    else if (')]}'.includes(char)) depth -= 1
    else if (char === '?' && depth === 0) nested += 1
    else if (char === ':' && masked[at + 1] !== '=' && depth === 0) {
      if (nested === 0 && colon < 0) colon = at
      else nested -= 1
    }
    if (depth < 0 || (char === ',' && depth === 0 && colon >= 0)) break
    if (char === '\n' && depth === 0 && !/^\s*[,?:.&|]/.test(masked.slice(at, at + 80))) break
  }
  return colon < 0
    ? []
    : [
        { from, to: colon, only },
        { from: colon, to: at, only: other(only) },
      ]
}

function statementsOf(
  masked: string,
  from: number,
  only: PointerBytes,
  closing: ReadonlyMap<number, number>,
): Branch[] {
  const end = statementEnd(masked, from, closing)
  if (end === undefined) return []
  const [alternative] = /^\s*\}?\s*else\b(?!\s*if)/i.exec(masked.slice(end, end + 300)) ?? []
  const behind = end + (alternative?.length ?? 0)
  const last = alternative === undefined ? undefined : statementEnd(masked, behind, closing)
  return [
    { from, to: end, only },
    ...(last === undefined ? [] : [{ from: behind, to: last, only: other(only) }]),
  ]
}

/** Where a block or a statement of one line, with its continuations, ends. */
function statementEnd(
  masked: string,
  from: number,
  closing: ReadonlyMap<number, number>,
): number | undefined {
  const start = from + (/^\s*/.exec(masked.slice(from, from + 500))?.[0].length ?? 0)
  if (masked[start] === '{') return closing.get(start)
  // What stands behind `if (…)` on its line is more of the condition.
  if (/^(&&|\|\||and\b|or\b)/i.test(masked.slice(start, start + 4))) return undefined
  let at = start
  while (at < masked.length && at < start + longest) {
    const next = masked.indexOf('\n', at)
    if (next < 0) return masked.length
    if (!/^\s*[,.&|?:+]/.test(masked.slice(next, next + 80))) return next
    at = next + 1
  }
  return at
}
