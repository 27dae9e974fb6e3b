import { fileURLToPath } from 'node:url'
import { readText } from '../../../os/read-text.ts'
import { stripTypes } from '../../../os/strip-types.ts'
import type { NotFollowed, Reading, ResolvedTarget } from '../../reading.ts'
import { isDeclaration } from './late.ts'
import { childrenOf, lineOf, parseJavaScript, type JavaScriptNode } from './syntax.ts'
import { koffiVocabulary } from './vocabulary.ts'

const longestModule = 16 * 1024 * 1024
const why = 'it is JavaScript, whose declarations are made by running it'

function linesIn(node: JavaScriptNode, found: Set<number>): void {
  if (isDeclaration(node)) found.add(lineOf(node))
  for (const child of childrenOf(node)) linesIn(child, found)
}

/** The lines that declare in a module; null where it cannot be parsed. */
function linesOf(file: string): readonly number[] | null {
  try {
    const source = readText(file, longestModule)
    const program = parseJavaScript(/\.[cm]?ts$/.test(file) ? stripTypes(source, file) : source)
    if (!program) return null
    const found = new Set<number>()
    linesIn(program, found)
    return [...found]
  } catch {
    return null
  }
}

/**
 * Where the modules of a target declare, without running them. What they declare is not known then: koffi makes types
 * out of what a program passes to it. So this always says that the target was not audited.
 */
export function lookAtKoffi(target: ResolvedTarget): Reading {
  const files = target.modules.map(url => fileURLToPath(url))
  const unread: string[] = []
  const notFollowed = files.flatMap((file): NotFollowed[] => {
    const lines = linesOf(file)
    if (lines === null) unread.push(`${file} cannot be read as JavaScript`)
    return (lines ?? []).map(line => ({ file, line, why }))
  })
  const first = notFollowed[0]
  const places =
    first === undefined
      ? 'no declaration is seen in it without running it'
      : `it declares at ${notFollowed.length} place${notFollowed.length === 1 ? '' : 's'} (the first: ${first.file}:${first.line})`
  const failures = [
    `the code of "${target.target}" was not run: ${places}; without --no-run it is loaded, and audited`,
    ...unread,
  ]
  return {
    declarations: new Map(),
    vocabulary: koffiVocabulary(3),
    notices: failures,
    failures,
    files,
    notFollowed,
  }
}
