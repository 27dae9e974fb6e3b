import { requiredTexts } from './required-texts.ts'

/** Several patterns that say the same. */
export interface Pattern {
  /** Whether one of them matches. */
  test(text: string): boolean
  /** The first match in the text. */
  exec(text: string): RegExpExecArray | null
}

/** What a pattern cannot match without. */
interface Root {
  /** In small letters. */
  readonly text: string
  /** The place of its first two letters among the pairs of a text. */
  readonly pair: number
}

interface Alternative {
  readonly pattern: RegExp
  /** Found out when the first text is tried; `undefined` then where nothing is known. */
  roots?: readonly Root[] | undefined
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

function rootsOf(pattern: RegExp): readonly Root[] | undefined {
  const texts = requiredTexts(pattern)
  return texts?.every(({ length }) => length > 1) === true
    ? texts.map(text => ({ text, pair: pairAt(text, 0) }))
    : undefined
}

/** Whether the text that was prepared has what a pattern cannot match without. */
function mayMatch(own: Alternative): boolean {
  if (!('roots' in own)) own.roots = rootsOf(own.pattern)
  return (
    own.roots?.some(root => last.pairs[root.pair] === 1 && last.small.includes(root.text)) !== false
  )
}

/**
 * Patterns that are tried, and compiled, only on texts that have what they cannot match without. To compile a long pattern takes
 * milliseconds, most of the time that a short text takes.
 */
export function gated(...patterns: readonly RegExp[]): Pattern {
  const alternatives = patterns.map((pattern): Alternative => ({ pattern }))
  return {
    test(text) {
      prepare(text)
      return alternatives.some(own => mayMatch(own) && own.pattern.test(text))
    },
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
