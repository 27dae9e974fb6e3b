import { openGrammar, type GrammarParser } from '../common/grammar.ts'
import { blankOut, likeC } from '../common/blanks.ts'
import { emptyProgram, type SourceProgram } from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { withOwn, type PassedSigns } from '../common/own-structs.ts'
import { readSources, type Source } from '../common/sources.ts'
import { statedSizes, type SizeSyntax } from '../common/stated-sizes.ts'
import type { Reading } from '../../reading.ts'
import type { ReadOptions } from '../language.ts'
import { collectFile } from './collect.ts'
import type { CsFile } from './declared.ts'
import { programOf } from './program.ts'
import { csharpVocabulary } from './vocabulary.ts'

/** The grammar of C# out of tree-sitter-c-sharp 0.23.5, compressed: its package brings a native build. */
const grammar = 'src/declare/readers/csharp/tree-sitter-c-sharp.wasm.br'

/** Files without these words declare nothing foreign; others are parsed when one of their types is asked for. */
const own =
  /\b(DllImport|LibraryImport|StructLayout|UnmanagedFunctionPointer|GetDelegateForFunctionPointer)\b|\bdelegate\s*\*/

const sizeSyntax: SizeSyntax = {
  variables: [
    /\b(?<type>[A-Z_]\w{2,60})\s+(?<name>\w{1,60})\s*[=;,)]/g,
    /\b(?<name>\w{1,60})\s*=\s*new\s+(?:\w+\.)*(?<type>\w{2,60})/g,
  ],
  pointerSize: /\bU?IntPtr\.Size\b/g,
  constants: { 'Marshal.SystemDefaultCharSize': 2 },
  sizeOf:
    /^(?:\(\s*\w+\s*\)\s*){0,3}\(?(?:\w+\.){0,4}(?:SizeOf|sizeof)\s*(?:<\s*(?:\w+\.)*(?<generic>\w+)\s*>\s*\(\s*\)|\(\s*(?:typeof\s*\(\s*(?:\w+\.)*(?<type>\w+)\s*\)|(?<name>\w+))\s*\))/,
}

/** In declarations of foreign functions and delegates, by reference, by pointer, and in calls of Marshal and of generic methods. */
const signs: PassedSigns = {
  end: /[;{}]/,
  passes: name => [
    /\b(extern|delegate|partial|typeof|sizeof|SizeOf|OffsetOf|PtrToStructure|StructureToPtr|AsRef|Read|Write)\b/,
    new RegExp(`\\b(ref|out|in)\\s+(\\w+\\.)*${name}\\b`),
    new RegExp(`\\b${name}\\s*\\*`),
    new RegExp(`(?<!\\bnew\\s+[\\w.]{1,60})<\\s*(\\w+\\.)*${name}\\s*>\\s*\\(`),
  ],
  holds: name => new RegExp(`\\b${name}\\s+(\\w+)\\s*(?==|$)`),
  copies: /\b(?:SizeOf|StructureToPtr)\s*\(\s*(?:\(object\)\s*)?(\w+)/g,
}

/** Reads C# files without running them and collects what they declare with P/Invoke. */
export async function readCSharp(
  files: readonly string[],
  { architectures, limitMs }: ReadOptions,
): Promise<Reading> {
  const { read, failures } = readSources(files)
  const { program, problems } = await readCSharpSources(read, limitMs)
  const masked = read.map(({ text }) => blankOut(text, likeC))
  const structs = withOwn(program.structs, masked, signs)
  return readingOf(
    { ...program, structs },
    {
      architectures,
      vocabulary: csharpVocabulary,
      failures: [...failures, ...problems],
      files: read.map(({ file }) => file),
    },
  )
}

/** The same from texts, for languages that hold C# in texts of their own. */
export async function readCSharpSources(
  sources: readonly Source[],
  limitMs: number,
): Promise<{ readonly program: SourceProgram; readonly problems: readonly string[] }> {
  const deadline = performance.now() + limitMs
  const problems: string[] = []
  const first = sources.filter(({ text }) => own.test(text))
  if (first.length === 0) return { program: emptyProgram(), problems }
  const parse = await openGrammar(grammar)
  const made = first.flatMap(source => parseFile(parse, source, deadline, limitMs, problems))
  const wanted = missingNames(made)
  const read = new Set(first)
  const rest = sources.filter(source => !read.has(source) && defines(source, wanted))
  const all = [
    ...made,
    ...rest.flatMap(source => parseFile(parse, source, deadline, limitMs, problems)),
  ]
  const program = programOf(all)
  const parsed = new Set(all.map(({ file }) => file))
  const sizes = sources.flatMap(source =>
    parsed.has(source.file)
      ? statedSizes(source, blankOut(source.text, likeC), sizeSyntax, program.structs)
      : [],
  )
  // The texts of one script may all fail with the same sentence.
  const said = [...new Set(problems)]
  return { program: { ...program, sizes: [...program.sizes, ...sizes] }, problems: said }
}

interface ParsedCs {
  readonly made: CsFile
  readonly firstError: number | undefined
}

function parseFile(
  parse: GrammarParser,
  { file, text, line }: Source,
  deadline: number,
  limitMs: number,
  problems: string[],
): CsFile[] {
  const read = (source: string): ParsedCs | undefined =>
    parse(
      { file, text: source, ...(line !== undefined && { line }) },
      deadline,
      (root, firstError) => ({
        made: collectFile(file, root),
        firstError,
      }),
    )
  const whole = read(text)
  // A condition may part a statement in two, which no grammar follows; one branch alone is valid.
  const branch = whole?.firstError === undefined ? text : withoutAlternatives(text)
  const again = branch === text ? undefined : read(branch)
  const best = again && countOf(again.made) > countOf(whole?.made) ? again : whole
  if (!best) {
    problems.push(`${file} was not read: it could not be parsed within ${limitMs / 1000} s`)
    return []
  }
  if (best.firstError !== undefined && countOf(best.made) < importsIn(text))
    problems.push(
      `${file} has syntax at line ${best.firstError} that is not understood; what could be read of it was audited`,
    )
  return [best.made]
}

function countOf(made: CsFile | undefined): number {
  return made?.methods.length ?? 0
}

/** How many imports a text holds, by its lines, without those in comments of a line. */
function importsIn(text: string): number {
  return text
    .split('\n')
    .filter(line => /^(?!\s*(\/\/|\*)).*\[\s*(DllImport|LibraryImport)\s*\(/.test(line)).length
}

/** A text without its directives and without all branches of a condition but the first; lines keep their numbers. */
function withoutAlternatives(text: string): string {
  const levels: boolean[] = []
  return text
    .split('\n')
    .map(line => {
      const [, word] = /^\s*#\s*(if|elif|else|endif)\b/.exec(line) ?? []
      if (word === 'if') levels.push(true)
      else if (word === 'endif') levels.pop()
      else if (word !== undefined) levels[levels.length - 1] = false
      return word !== undefined || levels.includes(false) ? '' : line
    })
    .join('\n')
}

/** Names of types that declarations use and no parsed file defines. */
function missingNames(files: readonly CsFile[]): ReadonlySet<string> {
  const defined = new Set(files.flatMap(({ types }) => types.map(({ name }) => name)))
  const used = files.flatMap(({ methods, types }) => [
    ...methods.flatMap(({ result, parameters }) => [result, ...parameters.map(({ type }) => type)]),
    ...types.flatMap(({ fields, bases }) => [...bases, ...fields.map(({ type }) => type)]),
  ])
  const called = files.flatMap(({ methods }) => methods.map(({ name }) => name))
  return new Set([...used.map(({ name }) => name).filter(name => !defined.has(name)), ...called])
}

/** Whether a file defines a type that is asked for, or calls a function that has a failure value of its own. */
function defines({ text }: Source, wanted: ReadonlySet<string>): boolean {
  for (const [, name = ''] of text.matchAll(
    /\b(?:enum|struct|class|delegate\s+\w+|interface)\s+(\w{1,100})/g,
  ))
    if (wanted.has(name)) return true
  for (const [, name = ''] of text.matchAll(/\b((?:Create|Open|Find|SetupDi|Get)\w{1,40})\s*\(/g))
    if (wanted.has(name)) return true
  return false
}
