import type { PointerBytes } from '../../win32/architecture.ts'
import { sumOf } from '../common/arithmetic.ts'

/** The text that an expression is, in a process with pointers of that width; undefined where it is not literal. */
export function textOf(expression: string, pointerBytes: PointerBytes): string | undefined {
  const chosen = choose(expression, pointerBytes)
  const literal = /^(["'])([^"']*)\1$/.exec(chosen)
  return literal ? literal[2] : undefined
}

/** `A_PtrSize = 8 ? a : b`, as far as it asks for the width of a pointer. */
function choose(expression: string, pointerBytes: PointerBytes, depth = 0): string {
  const bare = expression
    .trim()
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
    .replace(/\bA_IsUnicode\s*\?\s*(\d+)\s*:\s*\d+/gi, '$1')
    .replace(/!!\s*A_IsUnicode|\bA_IsUnicode\b/gi, '1')
    .replace(/\bA_PtrSize\b/gi, String(pointerBytes))
  return sumOf(chosen)
}
