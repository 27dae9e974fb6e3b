import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as tar from 'tar'
import t from 'tap'
import {
  ensurePackage,
  formForWine,
  type Fetch,
} from '../../../../src/lanes/provision/fetch-package.ts'
import type { PinnedPackage } from '../../../../src/hosts/host.ts'
import { alignSections } from '../../../../src/lanes/provision/align-sections.ts'
import { programFile } from '../../../support/lanes/program-file.ts'
import { startChild } from '../../../../src/os/spawn.ts'

const program = programFile({
  isWide: true,
  sections: [{ held: Buffer.from('code'), virtualBytes: 4 }],
})

interface Registry {
  readonly pinned: PinnedPackage
  readonly fetch: Fetch
  fetched(): number
}

/** A registry of one package, whose archive holds two programs and a symbolic link that leads out of it. */
async function makeRegistry(folder: string, mode: number): Promise<Registry> {
  const tree = join(folder, 'package')
  mkdirSync(join(tree, 'bin'), { recursive: true })
  writeFileSync(join(tree, 'bin', 'tool'), 'tool')
  writeFileSync(join(tree, 'bin', 'node.exe'), program)
  for (const path of [join(tree, 'bin', 'tool'), join(tree, 'bin'), tree]) chmodSync(path, mode)
  symlinkSync('/etc/passwd', join(tree, 'bin', 'link'))
  const archive = join(folder, 'archive.tgz')
  await tar.create({ file: archive, cwd: folder, gzip: true }, ['package'])
  let count = 0
  return {
    pinned: {
      name: '@scope/tool',
      version: '1.2.3',
      integrity: `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`,
      megabytes: 1,
    },
    async fetch(specifier, target) {
      t.equal(specifier, '@scope/tool@1.2.3')
      count += 1
      await new Promise(done => setTimeout(done, 50))
      writeFileSync(join(target, 'scope-tool-1.2.3.tgz'), readFileSync(archive))
    },
    fetched: () => count,
  }
}

async function setUp(folder: string, mode = 0o755): Promise<Registry & { readonly cache: string }> {
  mkdirSync(join(folder, 'cache'))
  return { cache: join(folder, 'cache'), ...(await makeRegistry(join(folder, 'registry'), mode)) }
}

t.test('ensurePackage() fetches once, then works without the registry', async t => {
  const { cache, pinned, fetch, fetched } = await setUp(t.testdir({ registry: {} }))
  const notices: string[] = []
  const folder = await ensurePackage(cache, pinned, message => notices.push(message), fetch)
  t.same(readdirSync(folder).sort(), ['.intact.json', 'bin'], 'the archive is not kept')
  t.same(
    readdirSync(join(folder, 'bin')),
    ['node.exe', 'tool'],
    'a link in an archive is not unpacked',
  )
  t.equal(
    await ensurePackage(
      cache,
      pinned,
      message => notices.push(message),
      () => Promise.reject(new Error('offline')),
    ),
    folder,
  )
  t.equal(fetched(), 1)
  t.same(notices, ['Fetching @scope/tool 1.2.3 through npm, once (1 MB).'])
})

t.test('a package is kept as it is published, and in another folder as Wine starts it', async t => {
  const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {} }))
  const forWine = formForWine({ ...pinned, contentsForWine: 'not pinned here' })
  t.match(forWine, { isForWine: true, contents: 'not pinned here' })
  const { contents: _, ...unpinned } = forWine
  const published = await ensurePackage(cache, pinned, () => {}, fetch)
  const folder = await ensurePackage(cache, unpinned, () => {}, fetch)
  t.equal(folder, `${published}-for-wine`)
  t.same(readFileSync(join(published, 'bin', 'node.exe')), program)
  t.same(readFileSync(join(folder, 'bin', 'node.exe')), alignSections(program))
  t.same(readdirSync(join(published, 'bin')), ['node.exe', 'tool'])
  t.same(readdirSync(join(folder, 'bin')), ['node.dll', 'node.exe', 'tool'])
  t.match(readFileSync(join(folder, 'bin', 'node.dll'), 'utf8'), /^This is no library\./)
  t.same(formForWine(pinned), pinned, 'one without a program has no other form')
})

t.test('ensurePackage() fetches a damaged entry anew', async t => {
  const { cache, pinned, fetch, fetched } = await setUp(t.testdir({ registry: {} }))
  const folder = await ensurePackage(cache, pinned, () => {}, fetch)
  writeFileSync(join(folder, 'bin', 'tool'), 'evil')
  const notices: string[] = []
  await ensurePackage(cache, pinned, message => notices.push(message), fetch)
  t.equal(readFileSync(join(folder, 'bin', 'tool'), 'utf8'), 'tool')
  t.equal(fetched(), 2)
  t.same(notices, ['@scope/tool 1.2.3 in the cache is damaged, fetching it anew (1 MB).'])
})

t.test('ensurePackage() uses nothing that is not what was pinned', async t => {
  const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {} }))
  const other = { ...pinned, integrity: `sha512-${'A'.repeat(86)}==` }
  await t.rejects(
    ensurePackage(cache, other, () => {}, fetch),
    {
      message:
        /^The registry sent something else as @scope\/tool@1\.2\.3 than was pinned \(sha512-AAAAAAAAAAAAAAAA… expected, sha512-.{16}… found\), it was not used\.$/,
    },
  )
  t.same(readdirSync(join(cache, 'packages')), [])
})

t.test(
  'ensurePackage() keeps what it unpacks for its owner alone, whatever the archive and the shell say',
  async t => {
    const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {} }), 0o777)
    const before = process.umask(0)
    t.teardown(() => process.umask(before))
    const folder = await ensurePackage(cache, pinned, () => {}, fetch)
    const names = ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
    t.same(names.sort(), ['', '.intact.json', 'bin', 'bin/node.exe', 'bin/tool'])
    for (const name of names) t.equal(lstatSync(join(folder, name)).mode & 0o077, 0, name)
    t.equal(lstatSync(join(folder, 'bin', 'tool')).mode & 0o700, 0o700, 'a program stays one')
  },
)

t.test('ensurePackage() refuses a package that holds other files than are pinned', async t => {
  const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {} }))
  await t.rejects(
    ensurePackage(cache, { ...pinned, contents: 'other' }, () => {}, fetch),
    {
      name: 'ProvisionProblem',
      message: '@scope/tool 1.2.3 holds other files than this version of handle-width expects.',
    },
  )
})

t.test('ensurePackage() uses no archive of which a single bit differs', async t => {
  const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {} }))
  await fetch('@scope/tool@1.2.3', cache)
  const [name = ''] = readdirSync(cache).filter(file => file.endsWith('.tgz'))
  const archive = readFileSync(join(cache, name))
  for (
    let bit = 0;
    bit < 8 * archive.length;
    bit += Math.max(1, Math.floor((8 * archive.length) / 100))
  ) {
    const other = Buffer.from(archive)
    other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    await t.rejects(
      ensurePackage(
        cache,
        pinned,
        () => {},
        async (_, target) => writeFileSync(join(target, name), other),
      ),
      { name: 'ProvisionProblem', message: /^The registry sent something else/ },
      `bit ${bit}`,
    )
  }
  t.same(readdirSync(join(cache, 'packages')), [])
})

t.test('ensurePackage() leaves nothing behind when fetching fails', async t => {
  const { cache, pinned } = await setUp(t.testdir({ registry: {} }))
  await t.rejects(
    ensurePackage(
      cache,
      pinned,
      () => {},
      () => Promise.reject(new Error('no network')),
    ),
    { message: 'no network' },
  )
  await t.rejects(
    ensurePackage(
      cache,
      pinned,
      () => {},
      async () => {},
    ),
    { message: 'npm fetched no archive of @scope/tool@1.2.3.' },
  )
  t.same(readdirSync(join(cache, 'packages')), [])
})

t.test('ensurePackage() fetches once for callers side by side', async t => {
  const { cache, pinned, fetch, fetched } = await setUp(t.testdir({ registry: {} }))
  const folders = await Promise.all(
    [1, 2, 3, 4].map(() => ensurePackage(cache, pinned, () => {}, fetch)),
  )
  t.equal(new Set(folders).size, 1)
  t.ok(existsSync(join(folders[0] ?? '', 'bin', 'tool')))
  t.equal(fetched(), 1)
})

t.test('ensurePackage() begins anew where a run was killed in the midst of fetching', async t => {
  const { cache, pinned, fetch } = await setUp(t.testdir({ registry: {}, log: '' }))
  const [log, output] = [join(t.testdirName, 'log'), join(t.testdirName, 'output')]
  const stuck = fileURLToPath(new URL('fetch-stuck.js', import.meta.url))
  const child = startChild({
    file: process.execPath,
    arguments: [stuck, cache, JSON.stringify(pinned), log],
    environment: {},
    stdoutFile: output,
    stderrFile: output,
  })
  while (readFileSync(log, 'utf8') === '') await wait(20)
  await child.kill()
  t.same(
    readdirSync(join(cache, 'packages')),
    ['scope-tool-1.2.3.part'],
    'half of it is there, and not in its place',
  )
  // As if it had been killed ten seconds ago, so that its lock counts no longer.
  const before = Date.now() / 1000 - 10
  for (const name of readdirSync(join(cache, 'locks')))
    utimesSync(join(cache, 'locks', name), before, before)
  const folder = await ensurePackage(cache, pinned, () => {}, fetch)
  t.equal(readFileSync(join(folder, 'bin', 'tool'), 'utf8'), 'tool')
  t.same(readdirSync(join(cache, 'packages')), ['scope-tool-1.2.3'])
})
