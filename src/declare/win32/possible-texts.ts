/** Groups of three letters are told apart by so many bits. */
const bits = 14

/** Calls `take` with a number for each group of three letters of a text. */
function eachGroup(text: string, take: (group: number) => void): void {
  let group = 0
  for (let at = 0; at < text.length; at++) {
    // The letters before these three are shifted out.
    group = ((group << 5) ^ text.charCodeAt(at)) & ((1 << bits) - 1)
    if (at >= 2) take(group)
  }
}

/**
 * Tells, in time proportional to the length of a line, which of many texts the line cannot contain: those with a group
 * of three letters that the line has not. The function for a line takes the index of a text and is valid until the next
 * line: `false` means that the text is not there, `true` that it may be.
 */
export function possibleTexts(
  texts: readonly string[],
): (line: string) => (index: number) => boolean {
  const groups = texts.map(text => {
    const own: number[] = []
    eachGroup(text, group => own.push(group))
    // The end of a sentence is rarer than its beginning.
    return own.reverse()
  })
  // The number of the line that had a group last.
  const seen = new Uint32Array(1 << bits)
  let current = 0
  const isHere = (group: number): boolean => seen[group] === current
  return line => {
    current++
    eachGroup(line, group => {
      seen[group] = current
    })
    return index => groups[index]?.every(isHere) ?? false
  }
}
