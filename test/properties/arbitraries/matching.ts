import fc from 'fast-check'

const between = /(?<!\\)\.\{0,\d+\}/g
const lookaround = /^\(\?(?:<?[=!])/

/** Where the group that begins at `from` ends. */
function endOfGroup(source: string, from: number): number {
  let depth = 0
  let isInClass = false
  for (let at = from; at < source.length; at += 1) {
    const letter = source[at]
    if (letter === '\\') at += 1
    else if (isInClass) isInClass = letter !== ']'
    else if (letter === '[') isInClass = true
    else if (letter === '(') depth += 1
    else if (letter === ')' && --depth === 0) return at
  }
  throw new Error(`The group at ${from} does not end: ${source}`)
}

/**
 * A pattern without its boundaries and lookarounds, of which fast-check makes no texts. What may stand between two
 * words is a space or a word between spaces, so that the boundaries are there.
 */
function withoutAssertions(source: string): string {
  let made = ''
  let isInClass = false
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? ''
    if (letter === '\\') {
      at += 1
      const escaped = source[at] ?? ''
      if (isInClass || !'bB'.includes(escaped)) made += letter + escaped
    } else if (!isInClass && lookaround.test(source.slice(at, at + 4))) {
      at = endOfGroup(source, at)
    } else {
      if (letter === '[') isInClass = true
      if (letter === ']') isInClass = false
      made += letter
    }
  }
  return made
}

/** Lines made from a pattern. Most match it: what its assertions want is left to chance. */
export function linesLike({ source }: RegExp): fc.Arbitrary<string> {
  return fc
    .stringMatching(new RegExp(withoutAssertions(source).replace(between, '(?: | \\w{1,5} )')), {
      size: 'small',
    })
    .map(text => text.replaceAll('\n', ' '))
}
