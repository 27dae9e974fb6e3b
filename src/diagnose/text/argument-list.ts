/** A call takes no more than this. Characters, and lines. */
export const longestCall = 400
export const mostLinesOfCall = 6

/** The arguments of a call that begins at a bracket; those that stand there where it is not closed. */
export function argumentsFrom(text: string): readonly string[] {
  const found: string[] = []
  let depth = 0
  let begins = 0
  for (let at = 0; at < Math.min(text.length, longestCall); at++) {
    const letter = text[at] ?? ''
    if ('([{'.includes(letter)) depth++
    else if (')]}'.includes(letter) && depth-- === 0)
      return [...found, text.slice(begins, at).trim()]
    else if (letter === ',' && depth === 0) {
      found.push(text.slice(begins, at).trim())
      begins = at + 1
    }
  }
  return [...found, text.slice(begins).trim()]
}
