import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import t from 'tap'
import { packageFolder } from '../../../src/os/package-folder.ts'

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

/** Every TypeScript file under a folder of the package, by its path in it. */
function filesUnder(folder: string): string[] {
  return readdirSync(join(packageFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
}

interface Import {
  readonly file: string
  readonly from: string
}

/** What a file imports: relative paths as paths in the package, modules by name. Dynamic imports of a fixed name and types among them. */
function importsOf(file: string): Import[] {
  // Code that stands in a template literal is text: what a page shows people.
  const text = readFileSync(join(packageFolder, file), 'utf8').replaceAll(/`[^`]*`/g, '``')
  const names = [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
  return names.map(name => ({
    file,
    from: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  }))
}

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
  })
}

/** A file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join(packageFolder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

t.test(`only src/${terminal.folder} writes to the terminal`, async t => {
  const talking = sources
    .filter(file => /\bconsole\.|\bprocess\.(stdout|stderr)\b/.test(codeOf(file)))
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
