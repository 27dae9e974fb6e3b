import type { PointerBytes } from '../../win32/architecture.ts'
import { sumOf } from '../common/arithmetic.ts'

/** Names of a script that hold one text alone, in lower case. */
export type TextNames = ReadonlyMap<string, string>

const term =
  /^\s*(?:\.\s+)?(?:"((?:[^"`]|""|`.)*)"|'((?:[^'`]|`.)*)'|\(([^()]*)\)|([A-Za-z_]\w*)(?![\w.([]))\s*/

/**
 * The text that an expression is, in a process with pointers of that width: literals, names, choices by that width, and
 * what is joined of them; undefined where it is not literal.
 */
export function textOf(
  expression: string,
  pointerBytes: PointerBytes,
  names?: TextNames,
  depth = 0,
): string | undefined {
  let rest = choose(expression, pointerBytes)
  if (rest === '' || rest.length > 500 || depth > 4) return undefined
  let said = ''
  while (rest !== '') {
    const [whole = '', double, single, inner, name = ''] = term.exec(rest) ?? []
    const part =
      double ??
      single ??
      (inner === undefined
        ? names?.get(name.toLowerCase())
        : textOf(inner, pointerBytes, names, depth + 1))
    if (whole === '' || part === undefined) return undefined
    said += part
    rest = rest.slice(whole.length)
  }
  return said
}

/** `A_PtrSize = 8 ? a : b`, as far as it asks for the width of a pointer. */
function choose(expression: string, pointerBytes: PointerBytes, depth = 0): string {
  const bare = expression
    .trim()
    // Scripts for ANSI builds are older than version 1.1.
    .replace(/\bA_IsUnicode\s*\?([^?:()]*):[^?:()]*/gi, '$1')
    .replace(/^\(([^()]*)\)$/, '$1')
    .trim()
  const found =
    /^\(?\s*A_PtrSize\s*(?:(==?|!=|<>|>|<|>=|<=)\s*(\d+))?\s*\)?\s*\?([^?:]*):(.*)$/i.exec(bare)
  if (!found || depth > 4) return bare
  const [, operator, number, yes = '', no = ''] = found
  return choose(holds(pointerBytes, operator, number) ? yes : no, pointerBytes, depth + 1)
}

/** Whether a comparison of A_PtrSize holds where it is `value`. */
export function holds(
  value: number,
  operator: string | undefined,
  number: string | undefined,
): boolean {
  const other = Number(number)
  switch (operator) {
    case undefined:
      return value !== 0
    case '!=':
    case '<>':
      return value !== other
    case '>':
      return value > other
    case '<':
      return value < other
    case '>=':
      return value >= other
    case '<=':
      return value <= other
    default:
      return value === other
  }
}

/** The whole number that an expression of numbers, A_PtrSize and A_IsUnicode is; undefined for any other. */
export function numberOf(expression: string, pointerBytes: PointerBytes): number | undefined {
  if (expression.length > 500) return undefined
  const chosen = choose(expression, pointerBytes)
    .replace(/!!\s*A_IsUnicode|\bA_IsUnicode\b/gi, '1')
    .replace(/\bA_PtrSize\b/gi, String(pointerBytes))
  return sumOf(chosen)
}
