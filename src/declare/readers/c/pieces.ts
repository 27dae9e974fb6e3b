import type { PointerBytes } from '../../win32/architecture.ts'
import type { NotFollowed } from '../../reading.ts'
import { blankOut } from '../common/blanks.ts'
import { lineFinder, type Source } from '../common/sources.ts'
import { cffiLooks, luaLooks } from './looks.ts'
import { luaWidthFinder } from './lua-branches.ts'
import { lua, python, TextFinder } from './texts.ts'
import { widthFinder } from './python-branches.ts'

/** A piece of C in a file of another language. */
export interface Piece {
  readonly file: string
  readonly text: string
  readonly line: number
  /** The library that the piece names. */
  readonly library?: string | undefined
  /** The only width of a pointer for which the program has it. */
  readonly only?: PointerBytes | undefined
}

/** The pieces of a file, and what of it is computed, so that it was not read. */
export interface Pieces {
  readonly pieces: readonly Piece[]
  readonly notFollowed: readonly NotFollowed[]
}

/** `ffi.cdef("""…""")` in Python: a text, a name that holds one, a sum of them, or a file that is read. */
export function piecesOfPython(source: Source, sources: readonly Source[]): Pieces {
  const { text, file } = source
  const finder = new TextFinder(python, sources)
  const widthAt = widthFinder(text)
  const lineOf = lineFinder(text)
  const call = /(?<!\bdef\s{1,4})\bcdef\s*\(/g
  return join(source, [...cffiLooks.program(source).masked.matchAll(call)], (index, end) => {
    const { found, isWhole } = finder.argument(source, end + keyword(text, end))
    const pieces = found.map(one => ({
      ...one,
      only: (one.file === file ? widthAt(one.line) : undefined) ?? widthAt(lineOf(index)),
    }))
    return { pieces, isWhole }
  })
}

/** Characters of `csource=` at a place. */
function keyword(text: string, at: number): number {
  return /^\s*csource\s*=(?!=)/.exec(text.slice(at, at + 100))?.[0].length ?? 0
}

/** `ffi.cdef[[ … ]]` in Lua, with or without brackets around it. */
export function piecesOfLua(source: Source, sources: readonly Source[]): Pieces {
  const finder = new TextFinder(lua, sources)
  const call = /(?<!\bfunction\s[\w.:]{0,40})\bcdef\s*/g
  const { masked } = luaLooks.program(source)
  const widthAt = luaWidthFinder(source.text, masked)
  const calls = [...masked.matchAll(call)].filter(({ index, 0: said }) =>
    /^(\(|["']|\[=*\[)/.test(source.text.slice(index + said.trimEnd().length).trimStart()),
  )
  return join(source, calls, (index, end) => {
    const start = index + 'cdef'.length
    const blanks = /^\s*/.exec(source.text.slice(start, end + 1))?.[0].length ?? 0
    const opens = source.text[start + blanks] === '('
    const { found, isWhole } = finder.argument(source, start + blanks + (opens ? 1 : 0))
    const only = widthAt(index)
    const pieces = found.map(one => ({ ...one, only }))
    // Without brackets the argument is one text.
    return opens ? { pieces, isWhole } : { pieces: pieces.slice(0, 1), isWhole: true }
  })
}

/** Each text once, however often it is declared. */
function join(
  { file, text }: Source,
  calls: readonly RegExpExecArray[],
  read: (
    index: number,
    end: number,
  ) => { readonly pieces: readonly Piece[]; readonly isWhole: boolean },
): Pieces {
  const lineOf = lineFinder(text)
  const pieces = new Map<string, Piece>()
  const notFollowed: NotFollowed[] = []
  for (const { index, 0: said } of calls) {
    const made = read(index, index + said.length)
    for (const piece of made.pieces) pieces.set(`${piece.file}:${piece.line} ${piece.text}`, piece)
    if (!made.isWhole)
      notFollowed.push({ file, line: lineOf(index), why: 'the text of cdef is not literal' })
  }
  return { pieces: [...pieces.values()], notFollowed }
}

const commentsOfC = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g
const define = /^[ \t]*#define[ \t]+(\w+)[ \t]+"([^"\n]*)"/gm

/** What stands between two `#import` lines of MQL, and the structs of the file. */
export function piecesOfMql({ file, text: written }: Source): Pieces {
  const text = blankOut(written, commentsOfC)
  const pieces: Piece[] = []
  const notFollowed: NotFollowed[] = []
  const lineOf = lineFinder(text)
  const names = new Map([...text.matchAll(define)].map(([, name = '', said = '']) => [name, said]))
  let open: { readonly from: number; readonly library: string } | undefined
  for (const found of text.matchAll(/^[ \t]*#import\b[ \t]*(?:"([^"\n]*)"|(\w+))?.*$/gm)) {
    if (open)
      pieces.push({
        file,
        text: text.slice(open.from, found.index),
        line: lineOf(open.from),
        library: open.library,
      })
    const [whole, said, name] = found
    const library = said ?? names.get(name ?? '')
    if (name !== undefined && library === undefined)
      notFollowed.push({
        file,
        line: lineOf(found.index),
        why: `the library ${name} of an import is not literal`,
      })
    open = library === undefined ? undefined : { from: found.index + whole.length, library }
  }
  for (const { 1: head = '', 2: pack, 3: body = '', index } of text.matchAll(
    /\b(struct\s+\w+\s*)(?:pack\s*\(\s*(\d+)\s*\))?(\s*\{[^{}]{0,20000}\})/g,
  ))
    pieces.push({
      file,
      text: `${pack === undefined ? '' : `#pragma pack(${pack})`}\n${head}${body};`,
      line: lineOf(index) - 1,
    })
  return { pieces, notFollowed }
}
