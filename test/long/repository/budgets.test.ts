import { parse, type Node } from 'acorn'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { stripTypes } from '../../../src/os/strip-types.ts'
import { filesUnder } from '../../support/imports.ts'

/** Lines of a file, as the formatter lays it out. */
const maxLines = 300
/** Lines of a function without those of the functions in it. */
const maxOwnLines = 60

/** Characters of a regular expression. A longer one cannot be read. */
const maxPattern = 600
/** Characters of one that has alternatives: `gated` takes one for each. */
const maxAlternatives = 200

/** Files that may be longer, and why. Keep it short: part a file by what its parts mean. */
const longFiles: Readonly<Record<string, string>> = {
  'src/declare/win32/truth.ts': 'generated from the headers by npm run truth',
  'src/program/sequences/brief.ts': 'one program, read from its first step to its last',
  'src/program/sequences/pyserial.ts': 'one program, read from its first step to its last',
}

/** Functions that may be longer, and why. */
const longFunctions: Readonly<Record<string, string>> = {
  'src/declare/readers/csharp/syntax.ts expressionOf': 'one case for each kind of syntax',
  'src/declare/readers/ctypes/expressions.ts evaluateNode': 'one case for each kind of syntax',
  'src/declare/readers/ctypes/wintypes.ts makeWintypesStructs': 'a table of structs',
  'src/declare/readers/koffi/recorder.ts makeRecorder': 'stands for koffi, member by member',
  'src/explain/topics/diagnosis.ts diagnosisPage': 'a text',
}

interface Measured {
  readonly name: string
  readonly lines: number
}

function childrenOf(node: Node): Node[] {
  return Object.values(node as unknown as Record<string, unknown>)
    .flat()
    .filter(
      (child): child is Node => typeof child === 'object' && child !== null && 'type' in child,
    )
}

const linesOf = ({ loc }: Node): number => (loc ? loc.end.line - loc.start.line + 1 : 0)
const isFunction = ({ type }: Node): boolean => type.includes('Function')

function nameOf(node: Node): string {
  const { id } = node as { readonly id?: { readonly name: string } | null }
  return id?.name ?? `line ${node.loc?.start.line ?? 0}`
}

/** Adds the functions in a node to a list, with their own lines, and gives the lines of those that lie in no other. */
function measure(node: Node, into: Measured[]): number {
  let lines = 0
  for (const child of childrenOf(node)) {
    const nested = measure(child, into)
    if (!isFunction(child)) lines += nested
    else {
      into.push({ name: nameOf(child), lines: linesOf(child) - nested })
      lines += linesOf(child) - 1
    }
  }
  return lines
}

const files = [...filesUnder('src'), ...filesUnder('probes')].map(
  file => [file, readFileSync(join(packageFolder, file), 'utf8')] as const,
)

t.test(`a file has at most ${maxLines} lines`, async t => {
  const long = files.filter(([, text]) => text.split('\n').length - 1 > maxLines)
  t.same(
    long.filter(([file]) => !Object.hasOwn(longFiles, file)).map(([file]) => file),
    [],
    'part it by what its parts mean',
  )
  t.same(
    Object.keys(longFiles).filter(file => !long.some(([other]) => other === file)),
    [],
    'no longer long: take it off the list',
  )
})

/** Whether a pattern is a choice between several, outside of groups. */
function isChoice(source: string): boolean {
  // From the inside out: sets, then groups without groups in them.
  let text = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')
  for (let before = ''; before !== text;) [before, text] = [text, text.replace(/\([^()]*\)/g, '')]
  return text.includes('|')
}

function patternsOf(node: Node): readonly RegExp[] {
  const { value } = node as { readonly value?: unknown }
  return [...(value instanceof RegExp ? [value] : []), ...childrenOf(node).flatMap(patternsOf)]
}

t.test(
  'a regular expression can be read, and has its alternatives on lines of their own',
  async t => {
    t.ok(isChoice(String.raw`a(?:b|c)|d`), 'a choice')
    t.notOk(isChoice(String.raw`a(?:b|(c|d))[|]\|`), 'none')
    const patterns = files
      .filter(([file]) => file.startsWith('src/'))
      .flatMap(([file, text]) =>
        patternsOf(
          parse(stripTypes(text, file), { ecmaVersion: 'latest', sourceType: 'module' }),
        ).map(pattern => [file, pattern] as const),
      )
    t.ok(patterns.length > 1000, `${patterns.length} patterns`)
    const isLong = ({ source, flags }: RegExp): boolean =>
      source.length > maxPattern ||
      (source.length > maxAlternatives && !flags.includes('g') && isChoice(source))
    t.same(
      patterns.flatMap(([file, pattern]) =>
        isLong(pattern) ? [`${file}: ${String(pattern).slice(0, 60)}`] : [],
      ),
      [],
      'give gated() one pattern for each alternative',
    )
  },
)

t.test(`a function has at most ${maxOwnLines} lines of its own`, async t => {
  // A function is no longer than its file, and a table is parsed for nothing.
  const candidates = files.filter(
    ([, text]) => text.split('\n').length > maxOwnLines && /=>|\bfunction\b|\) \{/.test(text),
  )
  const long = candidates.flatMap(([file, text]) => {
    const program = parse(stripTypes(text, file), {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
    })
    const functions: Measured[] = []
    measure(program, functions)
    return functions
      .filter(({ lines }) => lines > maxOwnLines)
      .map(({ name, lines }) => [`${file} ${name}`, lines] as const)
  })
  t.same(
    long.filter(([name]) => !Object.hasOwn(longFunctions, name)),
    [],
    'part it by what its parts do',
  )
  t.same(
    Object.keys(longFunctions).filter(name => !long.some(([other]) => other === name)),
    [],
    'no longer long: take it off the list',
  )
})
