import type { PointerBytes } from '../../win32/architecture.ts'
import { lineFinder, type Source } from '../common/sources.ts'
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

/** `ffi.cdef("""…""")` in Python, and `cdef(NAME)` of a text that the file assigns to that name. */
export function piecesOfPython({ file, text }: Source): Piece[] {
  const quoteOf = ([, quote = '']: RegExpExecArray): string => quote
  const names = [...text.matchAll(/\bcdef\s*\(\s*(\w{1,60})\s*[,)]/g)].map(([, name]) => name)
  const named = [...new Set(names)].slice(0, 50).flatMap(name => {
    const start = new RegExp(`^${name ?? ''}\\s*=\\s*[rRuU]?("""|'''|"|')`, 'gm')
    return cut({ file, text }, start, quoteOf)
  })
  const direct = cut({ file, text }, /\bcdef\s*\(\s*[rRuU]?("""|'''|"|')/g, quoteOf)
  const widthAt = widthFinder(text)
  return [...direct, ...named].map(piece => ({ ...piece, only: widthAt(piece.line) }))
}

/** `ffi.cdef[[ … ]]` in Lua, with or without brackets around it. */
export function piecesOfLua({ file, text }: Source): Piece[] {
  return [
    ...cut({ file, text }, /\bcdef\s*\(?\s*\[(=*)\[/g, ([, level = '']) => `]${level}]`),
    ...cut({ file, text }, /\bcdef\s*\(?\s*(["'])/g, ([, quote = '']) => quote),
  ]
}

function cut(
  { file, text }: Source,
  start: RegExp,
  endOf: (found: RegExpExecArray) => string,
): Piece[] {
  const lineOf = lineFinder(text)
  return [...text.matchAll(start)].flatMap(found => {
    const from = found.index + found[0].length
    const to = text.indexOf(endOf(found), from)
    return to < 0 ? [] : [{ file, text: text.slice(from, to), line: lineOf(from) }]
  })
}

/** What stands between two `#import` lines of MQL, and the structs of the file. */
export function piecesOfMql({ file, text }: Source): Piece[] {
  const pieces: Piece[] = []
  const lineOf = lineFinder(text)
  let open: { readonly from: number; readonly library: string } | undefined
  for (const found of text.matchAll(/^[ \t]*#import\b[ \t]*(?:"([^"\n]*)")?.*$/gm)) {
    if (open)
      pieces.push({
        file,
        text: text.slice(open.from, found.index),
        line: lineOf(open.from),
        library: open.library,
      })
    open =
      found[1] === undefined
        ? undefined
        : { from: found.index + found[0].length, library: found[1] }
  }
  for (const { 1: head = '', 2: pack, 3: body = '', index } of text.matchAll(
    /\b(struct\s+\w+\s*)(?:pack\s*\(\s*(\d+)\s*\))?(\s*\{[^{}]{0,20000}\})/g,
  ))
    pieces.push({
      file,
      text: `${pack === undefined ? '' : `#pragma pack(${pack})`}\n${head}${body};`,
      line: lineOf(index) - 1,
    })
  return pieces
}
