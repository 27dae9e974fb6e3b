import { ok } from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { languageNames, languages } from '../../src/declare/readers/index.ts'
import { isFullSuite } from '../support/full-suite.ts'
import { auditFixtures } from '../support/audit/fixture.ts'
import { cases, corpus, holds } from './property.ts'
import { folderForFile } from '../support/temporary-folders.ts'

const folder = folderForFile()

/** What the fixtures of a language are made of, so that the texts are near to programs. */
function wordsOf(extensions: readonly string[]): string[] {
  const files = readdirSync(auditFixtures, { recursive: true, encoding: 'utf8' })
  const own = files.filter(file => extensions.some(extension => file.endsWith(extension)))
  const words = own.flatMap(
    file => readFileSync(join(auditFixtures, file), 'utf8').match(/\w+|\s+|[^\w\s]/g) ?? [],
  )
  return [...new Set(words)]
}

function program(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words)
  const piece = fc.oneof(
    { weight: 8, arbitrary: word },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\0',
        '\uFFFF',
        '"',
        "'",
        '{',
        '}',
        '(',
        ')',
        '#if X\n',
        '@"\n',
        '\n"@',
        '[[',
        '/*',
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  )
  return fc.array(piece, { maxLength: 300 }).map(pieces => pieces.join(''))
}

/** A text of the fixtures with a piece cut out, doubled or put elsewhere. */
function changed(extensions: readonly string[]): fc.Arbitrary<string> {
  const files = readdirSync(auditFixtures, { recursive: true, encoding: 'utf8' })
  const texts = files
    .filter(file => extensions.some(extension => file.endsWith(extension)))
    .map(file => readFileSync(join(auditFixtures, file), 'utf8'))
  return fc
    .tuple(fc.constantFrom(...texts), fc.nat(5000), fc.nat(200), fc.nat(5000))
    .map(([text, from, length, to]) => {
      const cut = text.slice(from % text.length, (from % text.length) + length)
      const rest = text.replace(cut, '')
      const at = to % (rest.length + 1)
      return rest.slice(0, at) + cut + rest.slice(at)
    })
}

for (const name of languageNames) {
  const { extensions, title } = languages[name]
  const [extension = ''] = extensions
  const file = join(folder, `hostile${extension}`)
  holds(
    `${title}: any text is read, and whatever is said of it has a place in it`,
    fc.oneof(program(wordsOf(extensions)), changed(extensions)),
    async text => {
      // A file that is cut and written anew waits for the disk; a new one does not.
      rmSync(file, { force: true })
      writeFileSync(file, text)
      const lines = text.split('\n').length
      const reading = await languages[name].read([file], {
        architectures: ['x64', 'ia32'],
        limitMs: 30_000,
      })
      for (const made of [...reading.declarations.values()].flat()) {
        const { line = 1 } = made.place
        ok(line >= 1 && line <= lines, `${made.kind} at line ${line} of ${lines}`)
        if (made.kind === 'struct') ok(Number.isFinite(made.bytes) && made.bytes >= 0)
      }
      for (const { line } of reading.notFollowed ?? []) ok(line >= 1 && line <= lines)
    },
    // A long search goes further.
    {
      number: cases > 10_000 ? Math.ceil(cases / 10) : Math.min(Math.ceil(cases / 5), 300),
      examples: corpus('sources', extensions),
    },
  )
}

const numbered = (times: number, text: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => text(index)).join('')

/** Texts that are small beside what a careless reader makes of them. */
const hostile: Readonly<Record<string, (times: number) => string>> = {
  'brackets that do not close': times => '('.repeat(times),
  'braces that do not close': times => '{'.repeat(times),
  'texts that do not close': times => '"'.repeat(times),
  'calls in calls': times => 'DllCall('.repeat(times / 8),
  'structs in structs': times => 'struct A { '.repeat(times / 10),
  'conditions in conditions': times => '#if A\n'.repeat(times / 6),
  'attributes without end': times => '[DllImport("a")] '.repeat(times / 16),
  angles: times => '<'.repeat(times / 2) + '>'.repeat(times / 2),
  spaces: times => `Declare ${' '.repeat(times)}x`,
  commas: times => `Declare Function a Lib "b" (${','.repeat(times)})`,
  imports: times => '#import "a"\n'.repeat(times / 12),
  'results that are compared': times =>
    `class A { void M() { ${numbered(times / 45, index => `var h${index} = CreateFileW(1); if (h${index} == -1) return; `)}} }`,
  'texts of C#': times =>
    numbered(times / 40, index => `$s = '[DllImport("a")] extern int F${index}();'\n`),
  'declarations one by one': times =>
    numbered(times / 32, index => `ffi.cdef("""int F${index}(int a);""")\n`),
  'calls that keep results': times =>
    numbered(times / 32, index => `v${index} := DllCall("ReadFile", "int", 1)\n`),
  cdefs: times => 'cdef[[ int a(int);'.repeat(times / 18),
}

/** What makes a reader look at a file at all. */
const heads: Readonly<Record<string, string>> = {
  '.cs': '[DllImport("kernel32")] ',
  '.ps1': '# DllImport func a\n',
  '.py': 'ffi.cdef("""',
  '.lua': 'ffi.cdef[[ ',
  '.mq4': '#import "a"\n',
  '.ahk': 'DllCall("a")\n',
}

/** Of the processor: less is far below the square of the length. Seconds. */
const enough = 0.5
/** Four times as much text may take four times as long, and what a busy machine adds; the square of it would be sixteen times. */
const maxGrowth = 8

for (const [number, name] of languageNames.filter(one => one !== 'python').entries()) {
  // Not each text in each language on every commit.
  const tried = Object.entries(hostile).filter(
    (_, index) => isFullSuite || index % 6 === number % 6,
  )
  t.test(
    `${languages[name].title}: a hostile text takes time in proportion to its length`,
    { timeout: 600_000 },
    async t => {
      const extension: string = languages[name].extensions[0]
      const file = join(folder, `long${extension}`)
      for (const [title, make] of tried) {
        const seconds = async (characters: number): Promise<number> => {
          writeFileSync(file, (heads[extension] ?? '') + make(characters))
          const before = process.cpuUsage()
          await languages[name].read([file], { architectures: ['x64'], limitMs: 20_000 })
          return process.cpuUsage(before).user / 1e6
        }
        const short = await seconds(60_000)
        t.ok(short < 10, `${title}: ${short} s`)
        const long = short < enough ? short : await seconds(240_000)
        t.ok(long < Math.max(enough, maxGrowth * short), `${title}: ${short} s, then ${long} s`)
      }
    },
  )
}
