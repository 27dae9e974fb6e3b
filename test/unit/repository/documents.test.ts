import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'

function read(...path: string[]): string {
  return readFileSync(join(packageFolder, ...path), 'utf8')
}

const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(packageFolder, 'docs')).map(name => `docs/${name}`),
]
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> }

for (const page of pages) {
  t.test(`${page} names what there is`, async t => {
    const text = read(page)
    for (const [, target = ''] of text.matchAll(/\]\(([\w./-]+\.md)\)/g))
      t.ok(existsSync(join(packageFolder, dirname(page), target)), `link to ${target}`)
    for (const [, script = ''] of text.matchAll(/`npm run ([\w:-]+)/g))
      t.ok(Object.hasOwn(scripts, script), `npm run ${script}`)
    for (const [, path = ''] of text.matchAll(/`((?:src|test|probes|docs|fixtures)\/[\w./-]+)`/g))
      t.ok(existsSync(join(packageFolder, path)), path)
  })
}

t.test('docs/architecture.md shows the table of imports as it is', async t => {
  const { folders } = JSON.parse(read('src', 'boundaries.json')) as {
    readonly folders: Record<string, { readonly may: readonly string[]; readonly why: string }>
  }
  const rows = Object.entries(folders).map(
    ([folder, { may, why }]) =>
      `| \`${folder}\` | ${may.map(name => `\`${name}\``).join(', ') || '–'} | ${why} |`,
  )
  const heading = '| folder | imports from | reason |\n| --- | --- | --- |\n'
  const page = read('docs', 'architecture.md')
  const start = page.indexOf(heading) + heading.length
  const end = page.indexOf('\n\n', start)
  if (process.env['HANDLE_WIDTH_GOLDEN'] === 'write')
    writeFileSync(
      join(packageFolder, 'docs', 'architecture.md'),
      page.slice(0, start) + rows.join('\n') + page.slice(end),
    )
  else t.same(page.slice(start, end).split('\n'), rows, 'else npm run golden')
})
