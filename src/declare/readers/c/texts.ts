import { lineFinder, type Source } from '../common/sources.ts'
import { fileReadIn } from './read-files.ts'

/** A text that a program holds, at the place where it is written. */
interface Written {
  readonly file: string
  readonly text: string
  readonly line: number
}

/** What an expression is: the texts that were found in it, and whether there is nothing else. */
export interface Texts {
  readonly found: readonly Written[]
  readonly isWhole: boolean
}

/** How a language writes texts. Patterns are matched at a place. */
export interface TextLanguage {
  /** Blanks, with comments and line ends that mean nothing. */
  readonly blank: RegExp
  /** The same where a line end is the end of the expression. */
  readonly blankOnLine: RegExp
  /** The start of a text, with the groups `prefix` and `quote`. */
  readonly quote: RegExp
  endOf(quote: string): string
  /** What stands between two texts that are one; an empty match where they may stand side by side. */
  readonly joined: RegExp
  /** Where a value that is assigned to a name begins. */
  assigned(name: string): RegExp
}

/** https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals */
export const python: TextLanguage = {
  blank: /(?:\s|\\\n|#[^\n]*)*/y,
  blankOnLine: /(?:[ \t\r]|\\\r?\n|#[^\n]*)*/y,
  quote: /(?<prefix>[rRuUbBfF]{0,2})(?<quote>"""|'''|"|')/y,
  endOf: quote => quote,
  joined: /\+|(?=[rRuUbB]{0,2}["'])/y,
  assigned: name => new RegExp(`^[ \\t]*${name}\\s*(?::\\s*\\w+\\s*)?\\+?=(?!=)`, 'gm'),
}

/** https://www.lua.org/manual/5.1/manual.html#2.1 */
export const lua: TextLanguage = {
  blank: /(?:\s|--\[\[[\s\S]*?\]\]|--(?!\[\[)[^\n]*)*/y,
  blankOnLine: /(?:\s|--\[\[[\s\S]*?\]\]|--(?!\[\[)[^\n]*)*/y,
  quote: /(?<prefix>)(?<quote>"|'|\[=*\[)/y,
  endOf: quote => (quote.startsWith('[') ? quote.replaceAll('[', ']') : quote),
  joined: /\.\./y,
  assigned: name => new RegExp(`(?<![\\w.])${name}\\s*=(?!=)`, 'g'),
}

/** Longer chains of names and brackets were made by a program. */
const deepest = 8
/** A file with more names of texts was made by a program. */
const mostNames = 50

/** Finds the texts of expressions in one language; names are looked up in all sources of the program. */
export class TextFinder {
  private readonly language: TextLanguage
  private readonly sources: readonly Source[]
  private readonly lines = new Map<Source, (index: number) => number>()
  private readonly known = new Map<string, Texts | undefined>()

  constructor(language: TextLanguage, sources: readonly Source[]) {
    this.language = language
    this.sources = sources
  }

  line(source: Source, at: number): number {
    const lineOf = this.lines.get(source) ?? lineFinder(source.text)
    this.lines.set(source, lineOf)
    return lineOf(at)
  }

  /** The texts of the argument that begins at a place, right behind a bracket. */
  argument(source: Source, at: number): Texts {
    return new Expression(this, this.language, source, at, 0).read(true)
  }

  /** What is assigned to a name, in the file or, where it is not, in another one. */
  named(name: string, source: Source, depth: number): Texts | undefined {
    const key = `${source.file} ${name}`
    if (!this.known.has(key) && this.known.size < mostNames) {
      this.known.set(key, undefined)
      this.known.set(key, this.lookUp(name, source, depth))
    }
    return this.known.get(key)
  }

  private lookUp(name: string, source: Source, depth: number): Texts | undefined {
    const own = this.assignments(name, source, depth)
    if (own.length > 0) return together(own)
    const others = this.sources
      .filter(one => one.file !== source.file)
      .flatMap(one => this.assignments(name, one, depth).slice(0, 1))
    return others.length === 0 ? undefined : together(others)
  }

  private assignments(name: string, source: Source, depth: number): Texts[] {
    if (depth > deepest || name.length > 60 || !source.text.includes(name)) return []
    return [...source.text.matchAll(this.language.assigned(name))]
      .slice(0, 20)
      .map(found =>
        new Expression(this, this.language, source, found.index + found[0].length, depth + 1).read(
          false,
        ),
      )
  }
}

function together(all: readonly Texts[]): Texts {
  return {
    found: all.flatMap(({ found }) => found),
    isWhole: all.every(({ isWhole }) => isWhole),
  }
}

/** One expression, read from its first character on. */
class Expression {
  private readonly finder: TextFinder
  private readonly language: TextLanguage
  private readonly source: Source
  private readonly depth: number
  private readonly found: Written[] = []
  private at: number
  /** The last text is literal, so that the next one goes on with it. */
  private isOpen = false

  constructor(
    finder: TextFinder,
    language: TextLanguage,
    source: Source,
    at: number,
    depth: number,
  ) {
    this.finder = finder
    this.language = language
    this.source = source
    this.at = at
    this.depth = depth
  }

  read(isArgument: boolean): Texts {
    const isWhole = this.sum(isArgument, 0) && (!isArgument || /[,)]/.test(this.char()))
    return { found: this.found, isWhole }
  }

  private char(): string {
    return this.source.text[this.at] ?? ''
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source.text)
    if (found) this.at += found[0].length
    return found
  }

  private sum(isArgument: boolean, nested: number): boolean {
    const blank = isArgument ? this.language.blank : this.language.blankOnLine
    for (;;) {
      this.take(blank)
      if (!this.term(nested)) return false
      this.take(/(?:\s*\.(?:strip|rstrip|lstrip|encode|decode)\([^()\n]{0,40}\))*/y)
      this.take(blank)
      if (!this.take(this.language.joined)) return !/[%.?[(]/.test(this.char())
    }
  }

  private term(nested: number): boolean {
    if (nested > deepest) return false
    if (this.take(/(?:(?:\w+\.)?dedent\s*)?\(/y)) {
      const isWhole = this.sum(true, nested + 1)
      return this.take(/\)/y) !== null && isWhole
    }
    const start = this.at
    const quote = this.take(this.language.quote)
    if (quote) return this.literal(quote, start)
    this.isOpen = false
    const { found: read, end } = fileReadIn(this.source, this.at)
    if (end !== undefined) {
      this.at = end
      this.found.push(...read)
      return read.length > 0
    }
    const name = this.take(/(?:\w+\.){0,3}([A-Za-z_]\w*)(?!\s*[([{"'])/y)?.[1]
    const named = name === undefined ? undefined : this.finder.named(name, this.source, this.depth)
    this.found.push(...(named?.found ?? []))
    return named?.isWhole ?? false
  }

  private literal({ groups, 0: whole }: RegExpExecArray, start: number): boolean {
    const { prefix = '', quote = '' } = groups ?? {}
    const mark = this.language.endOf(quote)
    const { text } = this.source
    const from = start + whole.length
    let to = text.indexOf(mark, from)
    while (to > 0 && mark.length === 1 && text[to - 1] === '\\') to = text.indexOf(mark, to + 1)
    if (to < 0) return false
    this.at = to + mark.length
    const isRaw = /r/i.test(prefix) || quote.startsWith('[')
    const said = text.slice(from, to)
    this.add(isRaw ? said : unescaped(said), from)
    return !(/f/i.test(prefix) && said.includes('{'))
  }

  /** Texts that are joined are one, each at its line. */
  private add(text: string, at: number): void {
    const { file } = this.source
    const line = this.finder.line(this.source, at)
    const last = this.isOpen ? this.found.pop() : undefined
    const lines = last === undefined ? 0 : line - last.line - (last.text.split('\n').length - 1)
    this.found.push(
      last === undefined
        ? { file, text, line }
        : { ...last, text: `${last.text}${'\n'.repeat(Math.max(0, lines))}${text}` },
    )
    this.isOpen = true
  }
}

/** What a text is, with lines where they are written: `\n` parts lines of C only where they have a comment or a directive. */
function unescaped(said: string): string {
  return said
    .replace(/\\\r?\n/g, '\n')
    .replace(/\\n/g, /#|\/\//.test(said) ? '\n' : '  ')
    .replace(/\\[rt]/g, '  ')
}
