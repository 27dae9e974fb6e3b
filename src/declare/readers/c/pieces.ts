import type { PointerBytes } from '../../win32/architecture.ts'
import { lineFinder, type Source } from '../common/sources.ts'
import { widthAround } from './python-branches.ts'

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

/** `ffi.cdef("""…""")` in Python. */
export function piecesOfPython({ file, text }: Source): Piece[] {
  return cut({ file, text }, /\bcdef\s*\(\s*[rRuU]?("""|'''|"|')/g, ([, quote = '']) => quote).map(
    piece => ({ ...piece, only: widthAround(text, piece.line) }),
  )
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
  for (const { 0: whole, index } of text.matchAll(/\bstruct\s+\w+\s*\{[^{}]{0,20000}\}/g))
    pieces.push({ file, text: `${whole};`, line: lineOf(index) })
  return pieces
}
