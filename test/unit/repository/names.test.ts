import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { filesUnder } from '../../support/imports.ts'

const read = (file: string): string => readFileSync(join(packageFolder, file), 'utf8')
const sources = [...filesUnder('src'), ...filesUnder('probes')].map(
  file => [file, read(file)] as const,
)

/** The rows of the table under a heading of the glossary. */
function rowsUnder(heading: string): string[][] {
  const [, part = ''] = read('docs/glossary.md').split(`${heading} |`)
  const [rows = ''] = part.split('\n\n')
  return rows
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
    .map(line =>
      line
        .split('|')
        .map(cell => cell.trim())
        .slice(1, -1),
    )
}

t.test('an exported type has a name of its own', async t => {
  const files = new Map<string, string[]>()
  for (const [file, text] of sources)
    for (const [, name = ''] of text.matchAll(
      /^export (?:abstract )?(?:type|interface|class) (\w+)/gm,
    ))
      files.set(name, [...(files.get(name) ?? []), file])
  t.ok(files.size > 300, 'the types were found')
  t.same(
    [...files].filter(([, where]) => where.length > 1),
    [],
    'give one of them the name of what it is: a reader of the other file takes it for the same',
  )
})

t.test('the words of the glossary are in order, and the code uses each of them', async t => {
  const words = rowsUnder('| word').map(([word = '']) => word)
  t.ok(words.length > 30, 'the table was found')
  t.same(words, [...new Set(words)].sort(), 'each once, in order')
  const code = sources.map(([, text]) => text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
  t.same(
    words.filter(word => {
      const pattern = new RegExp(`\\b${word.replaceAll(' ', '[ -]?')}`)
      return code.filter(text => pattern.test(text)).length < 2
    }),
    [],
    'take it out of docs/glossary.md, or use it',
  )
})

t.test('words that mean nothing to a newcomer are not used', async t => {
  const banned = rowsUnder('| not').map(
    ([words = '', use = '']) => [words.split(', '), use] as const,
  )
  t.ok(banned.length > 5, 'the table was found')
  const tests = filesUnder('test').map(file => [file, read(file)] as const)
  const pages = ['README.md', 'docs/contributing.md', 'docs/architecture.md'].map(
    file => [file, read(file)] as const,
  )
  const texts = [...sources, ...tests, ...pages].map(
    ([file, text]) => [file, text.replaceAll(/([a-z])([A-Z])/g, '$1 $2')] as const,
  )
  for (const [words, use] of banned) {
    const pattern = new RegExp(words.map(word => `\\b${word}`).join('|'), 'i')
    t.same(
      texts
        .filter(([, text]) => pattern.test(text))
        .flatMap(([file, text]) =>
          text
            .split('\n')
            .flatMap((line, index) =>
              pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
            ),
        ),
      [],
      `${words.join(', ')}: ${use}`,
    )
  }
})
