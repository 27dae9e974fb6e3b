/** What `gated` makes. */
export interface GatedPattern extends Pick<RegExp, 'test' | 'exec'> {
  readonly pattern: RegExp
  /** Whether a text has what the pattern cannot match without. */
  mayMatch(text: string): boolean
}

/** All that were made: a test matches each pattern with texts made from it. */
export const gatedPatterns: GatedPattern[] = []

/**
 * A pattern that is tried, and compiled, only on texts that have, in small letters, one of its roots, and where there
 * are others, one of those too. To compile a long pattern takes milliseconds, most of the time that a short text takes.
 */
export function gated(
  roots: readonly string[],
  pattern: RegExp,
  others?: readonly string[],
): GatedPattern {
  const mayMatch = (text: string): boolean => {
    const small = lower(text)
    const isIn = (root: string): boolean => small.includes(root)
    return roots.some(isIn) && (!others || others.some(isIn))
  }
  const made: GatedPattern = {
    pattern,
    mayMatch,
    test: text => mayMatch(text) && pattern.test(text),
    exec: text => (mayMatch(text) ? pattern.exec(text) : null),
  }
  gatedPatterns.push(made)
  return made
}

let [lastText, lastLower] = ['', '']

function lower(text: string): string {
  if (text !== lastText) [lastText, lastLower] = [text, text.toLowerCase()]
  return lastLower
}
