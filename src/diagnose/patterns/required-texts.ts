/** Texts in small letters. */
type Texts = readonly string[]
/** Lists, of each of which every match of a part of a pattern has a text. */
type Required = readonly Texts[]

/** What stands at a place of a pattern, and where it ends. */
interface Atom {
  /** The one character that it matches, where it is one. */
  readonly character?: string
  readonly required?: Required
  /** Whether it matches no character itself. */
  readonly isEmpty?: boolean
  readonly end: number
}

/** Shorter texts are in almost every line. */
const shortest = 2
/** Longer lists cost more than the pattern that they save. */
const mostTexts = 48

/** A list is better the longer its shortest text, then the shorter the list. */
const scoreOf = (texts: Texts): number =>
  Math.min(...texts.map(({ length }) => length)) - texts.length / 100

const best = (required: Required): Texts =>
  required.reduce<Texts>(
    (one, other) => (one.length === 0 || scoreOf(other) > scoreOf(one) ? other : one),
    [],
  )

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
  if (letter === 'b' || letter === 'B') return { isEmpty: true, end: at + 2 }
  const digits = letter === 'x' ? 2 : letter === 'u' && source[at + 2] !== '{' ? 4 : 0
  if (digits > 0) {
    const end = at + 2 + digits
    return { character: String.fromCharCode(Number.parseInt(source.slice(at + 2, end), 16)), end }
  }
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
    /\((?:\?(:|=|!|<=|<!|<\w+>))?/.exec(source.slice(at, at + 40)) ?? []
  const inner = choiceAt(source, at + opening.length)
  const isAround = ['=', '!', '<=', '<!'].includes(kind)
  return isAround
    ? { isEmpty: true, end: inner.end + 1 }
    : { required: inner.required, end: inner.end + 1 }
}

/** How often what stands before a place is repeated: at least, whether it is once, and where that ends. */
interface Times {
  readonly least: number
  readonly isOnce: boolean
  readonly end: number
}

function timesAt(source: string, at: number): Times {
  if (!'*+?{'.includes(source[at] ?? ' ')) return { least: 1, isOnce: true, end: at }
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
  const required: Texts[] = []
  let run = ''
  const endRun = (): void => {
    if (run.length >= shortest) required.push([run])
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
    if (least > 0 && atom.required) required.push(...atom.required)
  }
  endRun()
  return { required, end: at }
}

/** What each match of a choice has: of a single sequence all, of several one of what each has. */
function choiceAt(source: string, from: number): { required: Required; end: number } {
  const choices: Required[] = []
  let at = from - 1
  do {
    const { required, end } = sequenceAt(source, at + 1)
    choices.push(required)
    at = end
  } while (source[at] === '|')
  const [only = []] = choices
  if (choices.length === 1) return { required: only, end: at }
  const texts = [...new Set(choices.flatMap(required => best(required)))]
  const isKnown = choices.every(required => required.length > 0) && texts.length <= mostTexts
  return { required: isKnown ? [texts] : [], end: at }
}

/**
 * Lists of texts in small letters. Each text that a pattern matches has, whatever its letters, one text of every list. To look
 * for them costs less than to try the pattern. The list that fewest lines have, by its length, comes first.
 */
export function requiredTexts({ source }: RegExp): Required {
  return choiceAt(source, 0).required.toSorted((one, other) => scoreOf(other) - scoreOf(one))
}
