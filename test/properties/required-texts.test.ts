import { ok } from 'node:assert/strict'
import { parse } from 'acorn'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { packageFolder } from '../../src/os/package-folder.ts'
import { stripTypes } from '../../src/os/strip-types.ts'
import '../../src/diagnose/text/parse-text.ts'
import { gatedPatterns } from '../../src/diagnose/patterns/gated.ts'
import { requiredTexts } from '../../src/diagnose/patterns/required-texts.ts'
import { filesUnder } from '../support/imports.ts'
import { linesLike } from './arbitraries/matching.ts'
import { cases, holds } from './property.ts'

/** The regular expressions in a tree of syntax. */
function patternsIn(node: unknown): RegExp[] {
  if (node instanceof RegExp) return [node]
  if (typeof node !== 'object' || node === null) return []
  return Object.values(node).flatMap(patternsIn)
}

/** Every pattern in the code of `diagnose`, and those that are made of parts. */
const written = filesUnder('src/diagnose').flatMap(file =>
  patternsIn(
    parse(stripTypes(readFileSync(join(packageFolder, file), 'utf8'), file), {
      ecmaVersion: 'latest',
      sourceType: 'module',
    }),
  ),
)
const made = new Map([...written, ...gatedPatterns].map(pattern => [String(pattern), pattern]))
const patterns = [...made.values()]
  // No texts can be made of those that look back, or speak of Unicode's properties.
  .filter(({ source }) => !/\\[1-9kpP]/.test(source))
  .map(pattern => ({ pattern, lists: requiredTexts(pattern) }))
const known = patterns.filter(({ lists }) => lists.length > 0)

let matched = 0

holds(
  'a line that a pattern matches has a text of each list that the pattern requires',
  fc.oneof(
    ...known.map(({ pattern }, index) => linesLike(pattern).map(line => [index, line] as const)),
  ),
  ([index, line]) => {
    const { pattern, lists = [] } = known[index] ?? {}
    if (pattern?.test(line) !== true) return
    matched += 1
    const small = line.toLowerCase()
    for (const texts of lists)
      ok(
        texts.some(text => small.includes(text)),
        `${String(pattern).slice(0, 80)} matches ${line}, which has none of ${texts.join(', ')}`,
      )
  },
)

t.test('most patterns require a text, and a third of these lines matches', async t => {
  t.ok(gatedPatterns.length > 1000, `${gatedPatterns.length} of them gated`)
  t.ok(known.length > 2000, `${known.length} of ${patterns.length} patterns`)
  t.ok(matched > cases / 3, `${matched} lines`)
})
