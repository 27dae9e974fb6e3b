import type { PointerBytes } from '../../win32/architecture.ts'

/** One statement, with its continuations, without its comment. */
export interface Line {
  readonly text: string
  /** Counts from 1. */
  readonly line: number
  /** The only width of a pointer for which `#If` leaves it. */
  readonly only?: PointerBytes | undefined
}

/** What the conditional constants are in one kind of process, by their names in lower case. */
type Environment = Readonly<Record<string, boolean | undefined>>

const common = { vba6: true, win32: true, win16: false, mac: false }

/** VBA in 64-bit Office, in 32-bit Office since 2010, and before that, with VB6. The last two are 32-bit processes. */
const environments: readonly (readonly [PointerBytes, Environment])[] = [
  [8, { ...common, vba7: true, win64: true, x64: true, x86: false }],
  [4, { ...common, vba7: true, win64: false, x64: false, x86: true }],
  [4, { ...common, vba7: false, win64: false, x64: false, x86: true }],
]

/** Deeper nesting of `#If` is not written by hand. */
const deepest = 100

interface Level {
  /** For each environment, whether a branch was taken before, and whether this one is. Undefined is not known. */
  readonly taken: (boolean | undefined)[]
  readonly active: (boolean | undefined)[]
}

/** Splits a text into statements, and tells for which processes each is compiled. */
export function linesOf(
  text: string,
  { joinsByItself }: { readonly joinsByItself: boolean },
): Line[] {
  const made: Line[] = []
  const levels: Level[] = []
  let known = environments.map(([, environment]) => environment)
  for (const statement of statementsOf(text, joinsByItself)) {
    const directive = /^#\s*(if|elseif|else|end\s*if)\b(.*)$/i.exec(statement.text)
    if (directive)
      conditional(
        levels,
        (directive[1] ?? '').toLowerCase().replace(/\s/g, ''),
        directive[2] ?? '',
        known,
      )
    const [, constant, value = ''] = /^#\s*const\s+(\w+)\s*=\s*(.+)$/i.exec(statement.text) ?? []
    if (constant !== undefined) {
      const values = evaluate(value, known)
      known = known.map((one, index) => ({ ...one, [constant.toLowerCase()]: values[index] }))
    } else if (!directive && !/^#\s*(region|end\s)/i.test(statement.text)) {
      const meant = environments.filter((_, index) =>
        levels.every(({ active }) => active[index] !== false),
      )
      const widths = new Set(meant.map(([width]) => width))
      if (widths.size > 0)
        made.push({ ...statement, only: widths.size === 1 ? [...widths][0] : undefined })
    }
  }
  return made
}

function conditional(
  levels: Level[],
  word: string,
  rest: string,
  known: readonly Environment[],
): void {
  if (word === 'endif') {
    levels.pop()
    return
  }
  if (word === 'if') {
    const values = evaluate(rest, known)
    if (levels.length < deepest) levels.push({ taken: [...values], active: values })
    return
  }
  const last = levels.at(-1)
  if (!last) return
  const values = word === 'else' ? known.map(() => true) : evaluate(rest, known)
  values.forEach((value, index) => {
    const before = last.taken[index]
    last.active[index] = before === true ? false : value
    last.taken[index] = before === true || value === true ? true : (before ?? value)
  })
}

function evaluate(text: string, known: readonly Environment[]): (boolean | undefined)[] {
  const words =
    text
      .replace(/\bthen\b.*$/i, '')
      .match(/\w+|<>|[=()]/g)
      ?.slice(0, 100) ?? []
  return known.map(environment => anyOf([...words], environment))
}

function anyOf(words: string[], environment: Environment): boolean | undefined {
  let value = allOf(words, environment)
  while (/^or(else)?$/i.test(words[0] ?? '')) {
    words.shift()
    const other = allOf(words, environment)
    value = value === true || other === true ? true : value === undefined ? undefined : other
  }
  return value
}

function allOf(words: string[], environment: Environment): boolean | undefined {
  let value = one(words, environment)
  while (/^and(also)?$/i.test(words[0] ?? '')) {
    words.shift()
    const other = one(words, environment)
    value = value === false || other === false ? false : value === undefined ? undefined : other
  }
  return value
}

function one(words: string[], environment: Environment): boolean | undefined {
  const word = (words.shift() ?? '').toLowerCase()
  let value: boolean | undefined
  if (word === 'not') {
    const inner = one(words, environment)
    return inner === undefined ? undefined : !inner
  }
  if (word === '(') {
    value = anyOf(words, environment)
    if (words[0] === ')') words.shift()
  } else if (/^(true|false|-?\d+)$/.test(word)) value = word !== 'false' && word !== '0'
  else value = Object.hasOwn(environment, word) ? environment[word] : undefined
  if (words[0] === '=' || words[0] === '<>') {
    const isSame = words.shift() === '='
    const other = one(words, environment)
    return value === undefined || other === undefined ? undefined : (value === other) === isSame
  }
  return value
}

/** A statement of more lines or characters was made by a program. */
const mostLines = 200
const longest = 20_000

function statementsOf(text: string, joinsByItself: boolean): Line[] {
  const made: Line[] = []
  let parts: string[] = []
  let first = 0
  text.split('\n').forEach((raw, index) => {
    const bare = withoutComment(raw).trim()
    if (parts.length === 0) first = index + 1
    const continued = /(^|\s)_$/.test(bare)
    parts.push(continued ? bare.slice(0, -1) : bare)
    const goesOn =
      continued ||
      (joinsByItself &&
        (/[(,]$/.test(bare) || (parts.join('').startsWith('<') && bare.endsWith('>'))))
    if (goesOn && parts.length < mostLines) return
    const joined = parts.join(' ').trim()
    parts = []
    if (joined !== '' && joined.length <= longest) made.push({ text: joined, line: first })
  })
  if (parts.length > 0) made.push({ text: parts.join(' ').trim(), line: first })
  return made
}

/** A line up to its comment. */
function withoutComment(raw: string): string {
  if (/^\s*rem\b/i.test(raw)) return ''
  let isText = false
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '"') isText = !isText
    else if (raw[at] === "'" && !isText) return raw.slice(0, at)
  }
  return raw
}

/** Splits at commas outside of brackets and texts. */
export function splitList(text: string): string[] {
  const parts: string[] = []
  let [depth, start, isText] = [0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') isText = !isText
    else if (isText) continue
    else if (char === '(' || char === '<' || char === '{') depth += 1
    else if (char === ')' || char === '>' || char === '}') depth -= 1
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  const last = text.slice(start).trim()
  return last === '' && parts.length === 0 ? [] : [...parts, last]
}

/** The text in the first brackets, and what stands before and behind them; undefined where they do not close. */
export function brackets(
  text: string,
  from = 0,
): { readonly before: string; readonly inside: string; readonly behind: string } | undefined {
  const start = text.indexOf('(', from)
  if (start < 0) return undefined
  let [depth, isText] = [0, false]
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') isText = !isText
    else if (isText) continue
    else if (char === '(') depth += 1
    else if (char === ')') {
      depth -= 1
      if (depth === 0)
        return {
          before: text.slice(0, start),
          inside: text.slice(start + 1, at),
          behind: text.slice(at + 1),
        }
    }
  }
  return undefined
}
