/** Texts in small letters of which each match of a part of a pattern has one; `undefined` where no such list is known. */
type Required = readonly string[] | undefined

/** What stands at a place of a pattern, and where it ends. */
interface Atom {
  /** The one character that it matches, where it is one. */
  readonly character?: string
  readonly required?: Required
  /** Whether it matches no character itself. */
  readonly isEmpty?: boolean
  readonly end: number
}

/** Longer lists cost more than the pattern that they save. */
const mostTexts = 48

/** A list is better the longer its shortest text, then the shorter the list. */
function better(one: Required, other: Required): Required {
  const score = (list: Required): number =>
    list === undefined ? -1 : Math.min(...list.map(text => text.length)) - list.length / 100
  return score(other) > score(one) ? other : one
}

const escaped: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  0: '\0',
}

/** An escape: a character, a class of them, or a place between two. */
function escapeAt(source: string, at: number): Atom {
  const letter = source[at + 1] ?? ''
  const [, short] = /^\\x([0-9a-f]{2})/i.exec(source.slice(at, at + 4)) ?? []
  const [, long] = /^\\u([0-9a-f]{4})/i.exec(source.slice(at, at + 6)) ?? []
  const code = short ?? long
  if (code !== undefined)
    return { character: String.fromCharCode(Number.parseInt(code, 16)), end: at + 2 + code.length }
  if (letter === 'b' || letter === 'B') return { isEmpty: true, end: at + 2 }
  if (letter === 'p' || letter === 'P' || letter === 'u' || letter === 'k')
    return { end: source.indexOf(letter === 'k' ? '>' : '}', at) + 1 }
  if (/[dDwWsS1-9]/.test(letter)) return { end: at + 2 }
  return { character: escaped[letter] ?? letter, end: at + 2 }
}

/** Where a set of characters ends that begins at a place. */
function endOfSet(source: string, at: number): number {
  let end = at + 1
  while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1
  return end + 1
}

function atomAt(source: string, at: number): Atom {
  const character = source[at] ?? ''
  if (character === '\\') return escapeAt(source, at)
  if (character === '[') return { end: endOfSet(source, at) }
  if (character === '^' || character === '$') return { isEmpty: true, end: at + 1 }
  if (character === '.') return { end: at + 1 }
  if (character !== '(') return { character, end: at + 1 }
  const [opening = '', kind = ''] =
    /^\((?:\?(:|=|!|<=|<!|<\w+>))?/.exec(source.slice(at, at + 40)) ?? []
  const inner = choiceAt(source, at + opening.length)
  const isAround = ['=', '!', '<=', '<!'].includes(kind)
  return isAround
    ? { isEmpty: true, end: inner.end + 1 }
    : { required: inner.required, end: inner.end + 1 }
}

/** How often what stands before a place is repeated: at least, whether it is once, and where that ends. */
function timesAt(source: string, at: number): { least: number; isOnce: boolean; end: number } {
  const [all = '', sign, least] =
    /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(at, at + 16)) ?? []
  if (all === '') return { least: 1, isOnce: true, end: at }
  return {
    least: sign === undefined ? Number(least) : sign === '+' ? 1 : 0,
    isOnce: false,
    end: at + all.length,
  }
}

/** What each match of a sequence has, from a place to the end of the group or the next choice. */
function sequenceAt(source: string, from: number): { required: Required; end: number } {
  let best: Required
  let run = ''
  const endRun = (): void => {
    if (run !== '') best = better(best, [run])
    run = ''
  }
  let at = from
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const atom = atomAt(source, at)
    const { least, isOnce, end } = timesAt(source, atom.end)
    at = end
    if (atom.isEmpty === true) continue
    if (atom.character !== undefined && least > 0) {
      run += atom.character.toLowerCase()
      if (!isOnce) endRun()
      continue
    }
    endRun()
    if (least > 0) best = better(best, atom.required)
  }
  endRun()
  return { required: best, end: at }
}

function choiceAt(source: string, from: number): { required: Required; end: number } {
  let required: Required = []
  let at = from
  for (;;) {
    const one = sequenceAt(source, at)
    required = required && one.required ? [...required, ...one.required] : undefined
    at = one.end
    if (source[at] !== '|') break
    at += 1
  }
  const texts = required && [...new Set(required)]
  return { required: texts && texts.length <= mostTexts ? texts : undefined, end: at }
}

/**
 * Texts in small letters of which each text that a pattern matches has at least one, whatever its letters; `undefined` where
 * no such list is known. To look for them costs less than to try the pattern.
 */
export function requiredTexts({ source }: RegExp): readonly string[] | undefined {
  return choiceAt(source, 0).required
}
