import { requiredTexts } from './required-texts.ts'

/** Several patterns that say the same. */
export interface Pattern {
  /** Whether one of them matches. */
  test(text: string): boolean
  /** The first match in the text. */
  exec(text: string): RegExpExecArray | null
}

/** Patterns with what they cannot match without. */
export interface GatedPattern extends Pattern {
  /** Texts in small letters, of which a text that matches has one. */
  roots(): readonly string[]
}

interface Alternative {
  readonly pattern: RegExp
  /** Lists of texts in small letters: it cannot match without one of each. `null` until the first text is tried. */
  roots: readonly (readonly string[])[] | null
}

const pairs = 4096
const pairAt = (text: string, at: number): number =>
  (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) % pairs

/** The last text that was tried, in small letters, and the pairs of letters that it has: most roots are not in a line. */
const last = { text: '', small: '', pairs: new Uint8Array(pairs) }

function prepare(text: string): void {
  if (text === last.text) return
  last.text = text
  last.small = text.toLowerCase()
  last.pairs.fill(0)
  for (let at = 0; at + 1 < last.small.length; at++) last.pairs[pairAt(last.small, at)] = 1
}

function hasOne(texts: readonly string[]): boolean {
  for (const text of texts)
    if (last.pairs[pairAt(text, 0)] === 1 && last.small.includes(text)) return true
  return false
}

/** Whether the text that was prepared has what a pattern cannot match without. */
const mayMatch = (own: Alternative): boolean =>
  (own.roots ??= requiredTexts(own.pattern)).every(hasOne)

/** All that were made: a test matches each with texts made from it. */
export const gatedPatterns: RegExp[] = []

/**
 * Patterns that are tried, and compiled, only on texts that have what they cannot match without. To compile a long pattern takes
 * milliseconds, most of the time that a short text takes.
 */
export function gated(...patterns: readonly RegExp[]): GatedPattern {
  gatedPatterns.push(...patterns)
  const alternatives = patterns.map((pattern): Alternative => ({ pattern, roots: null }))
  return {
    test(text) {
      prepare(text)
      return alternatives.some(own => mayMatch(own) && own.pattern.test(text))
    },
    roots: () =>
      patterns.flatMap(pattern => {
        const [texts = []] = requiredTexts(pattern)
        return texts
      }),
    exec(text) {
      prepare(text)
      let found: RegExpExecArray | null = null
      for (const own of alternatives) {
        const match = mayMatch(own) ? own.pattern.exec(text) : null
        if (match && (!found || match.index < found.index)) found = match
      }
      return found
    },
  }
}
