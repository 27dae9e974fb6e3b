import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { languages } from '../../../src/declare/readers/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { writesGolden } from '../../support/golden.ts'

function read(...path: string[]): string {
  return readFileSync(join(packageFolder, ...path), 'utf8')
}

const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(packageFolder, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> }

for (const page of pages) {
  t.test(`${page} names what there is`, async t => {
    const text = read(page)
    for (const [, target = ''] of text.matchAll(/\]\(([\w./-]+\.md)\)/g))
      t.ok(existsSync(join(packageFolder, dirname(page), target)), `link to ${target}`)
    for (const [, script = ''] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      t.ok(Object.hasOwn(scripts, script), `npm run ${script}`)
    for (const [, path = ''] of text.matchAll(/`((?:src|test|probes|docs|fixtures)\/[\w./-]+)`/g))
      t.ok(existsSync(join(packageFolder, path)), path)
  })
}

/** Holds the table under a heading of a page to rows; writes them where goldens are written. */
function holdTable(t: Test, file: string, heading: string, rows: readonly string[]): void {
  const page = read('docs', file)
  const start = page.indexOf(heading) + heading.length
  const end = page.indexOf('\n\n', start)
  if (writesGolden())
    writeFileSync(
      join(packageFolder, 'docs', file),
      page.slice(0, start) + rows.join('\n') + page.slice(page[start] === '\n' ? start : end),
    )
  else t.same(page.slice(start, end).split('\n'), rows, 'else npm run golden')
}

t.test('docs/languages.md shows the registry of languages', async t => {
  const koffi =
    '| JavaScript, koffi | `.js` `.mjs` `.cjs` `.ts` `.mts` `.cts` | what a module declares when it is loaded, and definitions that it exports as data | widths, structs, conventions, sentinels | node+koffi under Wine, on x64 and ia32 |'
  const rows = Object.values(languages).map(
    ({ title, extensions, reads, judges, measured }) =>
      `| ${title} | ${extensions.map(extension => `\`${extension}\``).join(' ')} | ${reads} | ${judges} | ${measured} |`,
  )
  const heading =
    '| language | files | what is read | what is judged | what was measured |\n| --- | --- | --- | --- | --- |\n'
  holdTable(t, 'languages.md', heading, [koffi, ...rows])
})

t.test('docs/architecture.md shows the table of imports as it is', async t => {
  const { folders } = JSON.parse(read('src', 'boundaries.json')) as {
    readonly folders: Record<string, { readonly may: readonly string[]; readonly why: string }>
  }
  const rows = Object.entries(folders).map(
    ([folder, { may, why }]) =>
      `| \`${folder}\` | ${may.map(name => `\`${name}\``).join(', ') || '–'} | ${why} |`,
  )
  const heading = '| folder | imports from | reason |\n| --- | --- | --- |\n'
  holdTable(t, 'architecture.md', heading, rows)
})
