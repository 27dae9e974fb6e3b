import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { openCache } from '../../../../src/lanes/provision/cache.ts'
import {
  ensureCopy,
  fromFolder,
  fromPackage,
  isCopyOf,
  type CopySource,
} from '../../../../src/lanes/provision/copy.ts'
import { markIntact, readContents } from '../../../../src/lanes/provision/intact.ts'
import type { PinnedPackage } from '../../../../src/hosts/host.ts'

const silent = (): void => undefined

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

interface Made {
  readonly cache: string
  readonly unpacked: string
  readonly pinned: PinnedPackage
  readonly sources: readonly CopySource[]
  readonly copy: () => Promise<string>
}

/** A package in a cache, an installed folder, and how both are put together. */
async function make(t: Test): Promise<Made> {
  const root = t.testdir({})
  const cache = await openCache(join(root, 'cache'))
  const unpacked = join(cache, 'packages', 'addon-1.0.0')
  write(unpacked, { 'index.js': 'one', 'prebuilds/a.node': 'binary', 'deps/a.c': 'source' })
  await markIntact(unpacked, 'sha512-a')
  write(join(root, 'own'), { 'index.cjs': 'own', 'doc/manual.md': 'manual' })
  const pinned = {
    name: 'addon',
    version: '1.0.0',
    integrity: 'sha512-a',
    contents: await readContents(unpacked),
    megabytes: 1,
  }
  const sources = [
    fromPackage(cache, pinned, {
      into: 'node_modules/addon',
      takes: path => !path.startsWith('deps/'),
    }),
    fromFolder(join(root, 'own'), {
      into: 'node_modules/own',
      takes: path => path.endsWith('.cjs'),
    }),
  ]
  const copy = (): Promise<string> => ensureCopy(cache, 'copies', 'x', sources, silent)
  return { cache, unpacked, pinned, sources, copy }
}

t.test('a copy holds what its sources give it, and is used again', async t => {
  const { copy, sources, unpacked } = await make(t)
  const folder = await copy()
  t.same(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map(path => path.replaceAll('\\', '/'))
      .filter(path => /\.\w+$/.test(path))
      .sort(),
    [
      'node_modules/addon/index.js',
      'node_modules/addon/prebuilds/a.node',
      'node_modules/own/index.cjs',
    ],
  )
  t.ok(await isCopyOf(sources, folder))
  // What the copy does not take is not read again.
  writeFileSync(join(unpacked, 'deps', 'a.c'), 'other')
  t.equal(await copy(), folder)
})

for (const [title, harm] of [
  ['other bytes of the same size', 'eno'],
  ['a file more', undefined],
] as const)
  t.test(`${title}: the copy is made anew, even where a record in it agrees`, async t => {
    const { copy, sources } = await make(t)
    const folder = await copy()
    const file = join(folder, 'node_modules', 'addon', harm === undefined ? 'b.js' : 'index.js')
    writeFileSync(file, harm ?? 'more')
    await markIntact(folder, 'sha512-a')
    t.notOk(await isCopyOf(sources, folder))
    t.equal(await copy(), folder)
    t.ok(await isCopyOf(sources, folder))
    if (harm !== undefined) t.equal(readFileSync(file, 'utf8'), 'one')
  })

t.test(
  'a record of the package that was written anew with other contents counts for nothing',
  async t => {
    const { copy, sources, unpacked, pinned, cache } = await make(t)
    const folder = await copy()
    writeFileSync(join(unpacked, 'index.js'), 'eno')
    writeFileSync(join(folder, 'node_modules', 'addon', 'index.js'), 'eno')
    await markIntact(unpacked, pinned.integrity)
    t.notOk(await isCopyOf(sources, folder))
    // It would be fetched, which this test has no registry for.
    const refused = fromPackage(cache, pinned, { into: 'node_modules/addon', takes: () => true })
    t.equal(await refused.hashes(), undefined)
  },
)

t.test('a copy of a source that is gone is no copy', async t => {
  const { copy, sources, unpacked } = await make(t)
  const folder = await copy()
  rmSync(unpacked, { recursive: true })
  t.notOk(await isCopyOf(sources, folder))
})
