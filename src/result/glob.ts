/** Index of `part` in `text` at or after `from`, where `?` matches any character; -1 where there is none. */
function find(text: string, part: string, from: number): number {
  for (let at = from; at + part.length <= text.length; at += 1)
    if (beginsAt(text, part, at)) return at
  return -1
}

function beginsAt(text: string, part: string, at: number): boolean {
  for (let index = 0; index < part.length; index += 1)
    if (part[index] !== '?' && part[index] !== text[at + index]) return false
  return true
}

/**
 * Whether a pattern matches a whole text. `*` matches any text, `?` one character. Not a regular expression,
 * because `*****x` would take exponential time.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return first.length === text.length && beginsAt(text, first, 0)
  if (
    first.length + last.length > text.length ||
    !beginsAt(text, first, 0) ||
    !beginsAt(text, last, text.length - last.length)
  )
    return false
  const middle = text.slice(0, text.length - last.length)
  let at = first.length
  for (const part of rest) {
    const found = find(middle, part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return true
}
