import { failureOf } from '../../declare/failures.ts'
import { openWidthTable } from '../../declare/widths/table.ts'
import type { Described } from './description.ts'

/** A variable that takes the result of a function: `h = kernel32.CreateFileW(`. */
const assigned =
  /\b([A-Za-z_]\w{0,30}) ?(?::=|=(?!=)) ?[\w.:>(*) -]{0,40}?\b([A-Z][A-Za-z]{3,40})\(/
/** How far below its result is compared. Lines. */
const reach = 8
/** What a function that fails with -1 never returns as its failure. */
const zeros = String.raw`(?:0|NULL|null|nullptr|nil|None|Nothing|IntPtr\.Zero|(?:\w{1,12}::)?null(?:_mut)?\(\))`
/** The same of a function that fails with 0. */
const ones = String.raw`(?:-1|0[xX][fF]{8,16}|4294967295|INVALID_HANDLE_VALUE)`
/** -1 in 32 bits, which a handle of 64 bits never is. */
const shortOnes = String.raw`(?:0[xX][fF]{8}|4294967295)`

/** Whether a line compares a variable with one of some values. */
function compares(line: string, variable: string, values: string): boolean {
  return new RegExp(
    String.raw`\b${variable} ?(?:[=!]==?|<>|~=|\bis(?: not)?\b) ?(?:\(\w{1,12}\) ?\(?)?${values}(?![\w.])`,
  ).test(line)
}

/** Whether a line only asks whether there is anything in a variable: `if (!h)`, `if not h`, `h.is_null()`. */
function asksForAny(line: string, variable: string): boolean {
  return new RegExp(
    String.raw`\b(?:if|unless|assert) ?\(?(?:!|not )? ?${variable} ?(?:\)|:|$|then\b|\{)|\b${variable}\.is_null\(\)`,
  ).test(line)
}

function isMissed(line: string, variable: string, name: string): boolean {
  const failure = failureOf(name)?.failure
  if (failure === 'all-ones')
    return (
      compares(line, variable, zeros) ||
      compares(line, variable, shortOnes) ||
      asksForAny(line, variable)
    )
  return failure === 'zero' && compares(line, variable, ones)
}

/** Code that compares what an open returned with a value that no failure of it has; the Windows headers say what it returns. */
export function wrongCheckIn(lines: readonly string[]): Described | undefined {
  for (const [at, line] of lines.entries()) {
    const [, variable = '', called = ''] = assigned.exec(line) ?? []
    const name = called === '' ? undefined : openWidthTable().resolveFunctionName(called)
    if (name === undefined) continue
    const below = lines.slice(at, at + reach).findIndex(text => isMissed(text, variable, name))
    if (below !== -1)
      return {
        classes: ['sentinel-mismatch', 'failed-open'],
        first: 'sentinel-mismatch',
        quote: (lines[at + below] ?? '').trim().slice(0, 120),
        index: at + below,
        count: 1,
      }
  }
  return undefined
}
