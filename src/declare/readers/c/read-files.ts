import { realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { readSources, type Source } from '../common/sources.ts'

/** `open(…).read()` of Python, `Path(…).read_text()`, `io.open(…):read('*a')` of Lua. */
const opened =
  /(?:assert\s*\(\s*)?(?:\w+\.){0,3}(?:open|Path)\s*\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\)){0,300}\)+(?:[^()\n,;]|\([^()\n]{0,200}\)){0,100}?[.:]read(?:_text)?\s*\([^()\n]{0,60}\)/y
/** `file.read()`, where the file was opened before. */
const read = /(\w{1,60})[.:]read\s*\([^()\n]{0,60}\)/y

/**
 * What a program reads from a file at a place of its text. Only a file in the folder of the program is read: it is
 * named by the program, which is not trusted. `end` is undefined where nothing is read there.
 */
export function fileReadIn(
  source: Source,
  at: number,
): { readonly found: readonly Required<Source>[]; readonly end?: number } {
  const { text } = source
  opened.lastIndex = at
  const direct = opened.exec(text)
  if (direct) return { found: open(source, direct[0]), end: at + direct[0].length }
  read.lastIndex = at
  const later = read.exec(text)
  if (!later) return { found: [] }
  const name = later[1] ?? ''
  const opening =
    new RegExp(`\\bopen\\s*\\(([^\\n]{0,300})\\)\\s+as\\s+${name}\\b`).exec(text) ??
    new RegExp(`\\b${name}\\s*=[^\\n]{0,60}\\bopen\\s*\\(([^\\n]{0,300})`).exec(text)
  return { found: opening ? open(source, opening[1] ?? '') : [], end: at + later[0].length }
}

/** The file whose name is in an expression, as parts of a path; the folder of the program stands before it. */
function open({ file }: Source, expression: string): Required<Source>[] {
  const parts = [...expression.matchAll(/(["'])([^"'\n]{1,200})\1/g)].map(([, , said = '']) => said)
  const last = parts.findIndex(part => /\.\w{1,8}$/.test(part))
  if (last < 0) return []
  const folder = dirname(file)
  const path = join(folder, ...parts.slice(0, last + 1))
  if (!isInside(path, folder)) return []
  return readSources([path], mostBytes).read.map(one => ({ ...one, line: 1 }))
}

/** A header that somebody wrote by hand is smaller. */
const mostBytes = 4 * 1024 * 1024

function isInside(path: string, folder: string): boolean {
  try {
    return realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`)
  } catch {
    return false
  }
}
