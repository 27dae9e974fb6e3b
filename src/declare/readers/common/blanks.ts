/** Comments and texts of languages that write them as C does. */
export const likeC = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g

/** A text with each match of a pattern (comments, texts) replaced by blanks; lines and places stay where they are. */
export function blankOut(text: string, pattern: RegExp): string {
  return text.replace(pattern, said => said.replace(/[^\n]/g, ' '))
}

/** Where each bracket closes, by where it opens, in a text without comments and texts. */
export function matchBrackets(
  masked: string,
  opens: string,
  closes: string,
): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < masked.length; at += 1) {
    if (masked[at] === opens) open.push(at)
    else if (masked[at] === closes) {
      const start = open.pop()
      if (start !== undefined) closing.set(start, at)
    }
  }
  return closing
}

const statement =
  /^(if|while|for|foreach|loop|switch|else|catch|until|case|synchronized|using|lock)$/i

type Span = readonly [from: number, to: number]

/** The blocks in braces that are bodies of functions: a name and parameters stand before them. */
export function functionBodies(masked: string, braces: ReadonlyMap<number, number>): Span[] {
  return [...braces].filter(([from]) => {
    const head = masked.slice(Math.max(0, from - 600), from)
    const name = /(\w+)\s*\([^(){};]{0,500}\)\s*(?:throws\s[\w.,\s]{1,200})?$/.exec(head)?.[1]
    return name !== undefined && !statement.test(name)
  })
}

/** The innermost of some spans around a place. */
export function innermost(spans: readonly Span[], at: number): Span | undefined {
  let best: Span | undefined
  for (const span of spans)
    if (span[0] < at && at < span[1] && (!best || span[0] > best[0])) best = span
  return best
}
