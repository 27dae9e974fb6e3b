import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { circlesOf, filesUnder, folderCircles, graphOf, importsOf } from '../../support/imports.ts'

interface Rule {
  readonly may: readonly string[]
  readonly modules: readonly string[]
  readonly why: string
}
interface Boundaries {
  readonly folders: Readonly<Record<string, Rule>>
  readonly doors: Readonly<
    Record<string, { readonly files: readonly string[]; readonly why: string }>
  >
  readonly probes: { readonly may: readonly string[] }
  readonly terminal: { readonly folder: string; readonly quotedIn: readonly string[] }
}

const { folders, doors, probes, terminal } = JSON.parse(
  readFileSync(join(packageFolder, 'src', 'boundaries.json'), 'utf8'),
) as Boundaries

const sources = filesUnder('src')
const imports = sources.flatMap(importsOf)

function folderOf(path: string): string {
  return path.split('/')[1] ?? ''
}

t.test('every folder of src has a rule', async t => {
  t.same(
    [...new Set(sources.map(folderOf))].filter(
      folder => !folder.endsWith('.ts') && !Object.hasOwn(folders, folder),
    ),
    [],
    'add it to src/boundaries.json, with the reason',
  )
  for (const [folder, { why }] of Object.entries(folders))
    t.match(why, /\w+ \w+/, `${folder} has a reason`)
})

t.test('a folder imports only from the folders its rule names', async t => {
  const wrong = imports.filter(
    ({ file, from }) =>
      from.startsWith('src/') &&
      folderOf(file) !== folderOf(from) &&
      !folderOf(file).endsWith('.ts') &&
      !folders[folderOf(file)]?.may.includes(folderOf(from)),
  )
  t.same(
    wrong.map(({ file, from }) => `${file} imports ${from}`),
    [],
    'turn the dependency round, or change src/boundaries.json and say why',
  )
})

t.test('a folder uses only the modules its rule names', async t => {
  const wrong = imports.filter(
    ({ file, from }) =>
      !from.startsWith('src/') &&
      !folderOf(file).endsWith('.ts') &&
      !folders[folderOf(file)]?.modules.includes(from),
  )
  t.same(
    wrong.map(({ file, from }) => `${file} uses ${from}`),
    [],
  )
})

t.test('nothing in src imports probes, tests or compiled files', async t => {
  t.same(
    imports
      .filter(({ from }) => /^(probes|test|dist)\//.test(from))
      .map(({ file, from }) => `${file} imports ${from}`),
    [],
  )
})

t.test('every permission of the table is used', async t => {
  const unused = Object.entries(folders).flatMap(([folder, { may, modules }]) => {
    const own = imports.filter(({ file }) => folderOf(file) === folder)
    return [
      ...may.filter(
        other => !own.some(({ from }) => from.startsWith('src/') && folderOf(from) === other),
      ),
      ...modules.filter(name => !own.some(({ from }) => from === name)),
    ].map(name => `${folder} does not use ${name}`)
  })
  t.same(unused, [], 'take it out of src/boundaries.json')
})

t.test('there is no circle of files', async t => {
  t.same(circlesOf(graphOf(imports.map(({ file, from }) => [file, from]))), [])
})

/** Circles that are still to be undone. Takes no new ones. */
const knownCircles: readonly (readonly string[])[] = [['src/declare/widths', 'src/declare/win32']]

t.test('there is no circle of folders, at any depth', async t => {
  t.same(folderCircles(imports), knownCircles)
})

t.test('circles are found', async t => {
  const arrows = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['c', 'd'],
    ['e', 'e'],
  ] as const
  t.same(circlesOf(graphOf(arrows)), [['a', 'b', 'c']])
  const imports = [
    { file: 'src/x/a/1.ts', from: 'src/x/b/1.ts' },
    { file: 'src/x/b/2.ts', from: 'src/x/a/2.ts' },
    { file: 'src/y/1.ts', from: 'src/x/a/1.ts' },
  ]
  t.same(folderCircles(imports), [['src/x/a', 'src/x/b']])
})

function passes(file: string, allowed: string): boolean {
  return allowed.endsWith('*') ? file.startsWith(allowed.slice(0, -1)) : file === allowed
}

for (const [module, { files, why }] of Object.entries(doors)) {
  t.test(`${module} enters through ${files.join(' and ') || 'no file'}`, async t => {
    const users = imports
      .filter(({ from }) => from === module || from.startsWith(`${module}/`))
      .map(({ file }) => file)
    t.same(
      users.filter(file => !files.some(allowed => passes(file, allowed))),
      [],
      why,
    )
    t.same(
      files.filter(allowed => !users.some(file => passes(file, allowed))),
      [],
      'a door that nobody uses is taken out of src/boundaries.json',
    )
  })
}

/** A file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join(packageFolder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

t.test(`only src/${terminal.folder} writes to the terminal`, async t => {
  const talking = sources
    .filter(file => /(?<!-)\bconsole\.|\bprocess\.(stdout|stderr)\b/.test(codeOf(file)))
    .filter(file => !terminal.quotedIn.some(folder => file.startsWith(folder)))
  t.same(
    talking.filter(file => folderOf(file) !== terminal.folder),
    [],
  )
})

t.test('a probe imports the language of probes and nothing else', async t => {
  t.same(
    [
      ...new Set(
        filesUnder('probes')
          .flatMap(importsOf)
          .map(({ from }) => from),
      ),
    ],
    probes.may,
  )
})

t.test('the parser of imports finds them', async t => {
  t.ok(imports.length > 300, 'in all of src')
  t.same(
    importsOf('src/os/koffi.ts').map(({ from }) => from),
    ['node:module', 'koffi'],
  )
})
