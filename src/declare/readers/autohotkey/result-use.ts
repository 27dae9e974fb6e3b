import { innermost } from '../common/blanks.ts'
import type { AutoHotkeyScript, DllCall } from './calls.ts'

/**
 * Whether a script does something with the value of a result: assigns it to what it names again, compares or passes it.
 * A look at whether it is 0 is none: it holds for the lower half, too.
 */
export function isResultRead(
  { start, end }: Pick<DllCall, 'start' | 'end'>,
  { masked, bodies }: AutoHotkeyScript,
): boolean {
  const lineStart = masked.lastIndexOf('\n', start) + 1
  const before = masked.slice(Math.max(lineStart, start - 500), start).trim()
  const behind = /^[^\n]{0,200}/.exec(masked.slice(end, end + 200))?.[0].trim() ?? ''
  if (before === '' && behind === '') return false
  if (/^(try|else)\s*,?$/i.test(before) && behind === '') return false
  const isAsked = /(^|[\s(])(!|not|if|while|&&|\|\||and|or)\s*\(*$/i.test(before)
  if (isAsked && /^(\)*\s*(&&|\|\||and\b|or\b|\{|\?|$)|\))/i.test(behind)) return false
  if (/!\s*$/.test(before)) return false
  const [, variable] = /([\w.]+)\s*:?=$/.exec(before) ?? []
  if (variable === undefined) return true
  const body = variable.includes('.') ? undefined : innermost(bodies, start)
  const [from, to] = body ?? [0, masked.length]
  return isNamedAgain(masked.slice(from, to), variable)
}

function isNamedAgain(text: string, variable: string): boolean {
  const again = new RegExp(`(?<![\\w.])${variable.replace(/\./g, '\\.')}(?![\\w])`, 'gi')
  let count = 0
  for (const _ of text.matchAll(again)) {
    count += 1
    if (count > 1) return true
  }
  return false
}
