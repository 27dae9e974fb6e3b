import type { AutoHotkeyScript, DllCall } from './calls.ts'

/**
 * Whether a script does something with the value of a result: assigns it to what it names again, compares or passes it.
 * A look at whether it is 0 is none: it holds for the lower half, too.
 */
export function isResultRead(
  { start, end }: Pick<DllCall, 'start' | 'end'>,
  { masked, blocks }: AutoHotkeyScript,
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
  const [from, to] = variable.includes('.') ? [0, masked.length] : scopeOf(masked, blocks, start)
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

const words = /^(if|while|for|loop|switch|else|catch|until|case)$/i

/** The body of the function around a place; the whole script where there is none. */
function scopeOf(
  masked: string,
  blocks: AutoHotkeyScript['blocks'],
  at: number,
): readonly [from: number, to: number] {
  const around = blocks
    .filter(({ from, to }) => from < at && at < to)
    .sort((left, right) => right.from - left.from)
  const own = around.find(({ from }) => {
    const name = /(\w+)\([^{}\n]{0,500}\)\s*$/.exec(
      masked.slice(Math.max(0, from - 600), from),
    )?.[1]
    return name !== undefined && !words.test(name)
  })
  return own ? [own.from, own.to] : [0, masked.length]
}
