import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  findKept,
  keptFolder,
  keptKey,
  versionsName,
} from '../../../src/lanes/engines/wine/kept-wine.ts'
import { findWine } from '../../../src/lanes/engines/wine/find.ts'
import { markIntact } from '../../../src/lanes/provision/intact.ts'
import { layKeptTree } from '../../../src/setup/kept-tree.ts'
import { ensureKept } from '../../../src/setup/kept-wine.ts'
import { readSystemName } from '../../../src/setup/system.ts'
import { unpacked } from '../../support/setup/unpacked.ts'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const onLinux = {
  skip: (process.platform !== 'linux' || process.arch !== 'x64') && 'asks for Linux on x64',
}
const withApt = {
  skip: onLinux.skip || (!existsSync(keyring) && 'Install apt and debian-archive-keyring.'),
}

async function keep(cache: string, machine: 'amd64' | 'arm64'): Promise<string> {
  const folder = keptFolder(cache, machine)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await layKeptTree(unpacked(cache), folder, machine)
  const qemu = machine === 'arm64' ? { 'qemu-user': '1:10.0.13' } : {}
  writeFileSync(join(folder, versionsName), JSON.stringify({ libwine: '10.0', ...qemu }))
  await markIntact(folder, keptKey(machine))
  return folder
}

t.test(
  'packages are laid down as files, and started through their own loader',
  onLinux,
  async t => {
    const cache = t.testdir({ 'a cache ü': {} })
    const folder = await keep(join(cache, 'a cache ü'), 'amd64')
    t.same(readdirSync(join(folder, 'lib/x86_64-linux-gnu')).sort(), [
      'ld-linux-x86-64.so.2',
      'libx.so',
      'libx.so.1',
      'libx.so.1.2',
      'wine',
    ])
    const program = join(folder, 'lib/wine/wine64')
    t.equal(
      execFileSync(program, ['a b', '--version'], { encoding: 'utf8' }),
      `wine-10.0 --inhibit-cache --library-path ${folder}/lib/wine/../x86_64-linux-gnu --argv0 ${program} ${program}.elf a b --version\n`,
    )
    const zlib = join(folder, 'lib/x86_64-linux-gnu/wine/x86_64-windows/zlib1.dll')
    t.equal(readFileSync(zlib, 'latin1').slice(60), `mmmmWine builtin DLL${'\0'.repeat(16)}mmmm`)
  },
)

t.test('a kept Wine is taken where the installed one is too old', onLinux, async t => {
  const cache = t.testdir()
  const folder = await keep(cache, 'amd64')
  const bin = join(cache, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'wine'), '#!/bin/sh\necho wine-8.0\n', { mode: 0o755 })
  writeFileSync(join(bin, 'wineserver'), '', { mode: 0o755 })
  const loader = join(folder, 'lib/wine/wine64')
  const own = { PATH: bin }
  t.equal((await findWine(cache, own)).loader, join(bin, 'wine'))
  t.match(await findWine(cache, own, { least: 10 }), {
    loader,
    loader64: loader,
    server: join(folder, 'lib/wine/wineserver'),
    ia32: { folder: join(folder, 'lib/x86_64-linux-gnu/wine'), isOwn: true },
  })
  t.equal((await findWine(cache, { ...own, HANDLE_WIDTH_WINE: '10' })).loader, loader)
  await t.rejects(
    findWine(cache, { ...own, HANDLE_WIDTH_WINE: join(bin, 'wine') }, { least: 10 }),
    {
      message: `${join(bin, 'wine')} is wine-8.0, and 10.0 or newer is needed.`,
      remedy: 'Type "handle-width setup wine --wine 10".',
    },
    'one that the user names is not replaced',
  )
  await t.rejects(findWine(cache, own, { least: 11 }), /11\.0 or newer/)
  await t.rejects(findWine(cache, own, { architecture: 'arm64' }), {
    message: 'This x64 machine has no Wine for arm64 programs.',
    remedy: 'Type "handle-width setup wine --arch arm64".',
  })
})

t.test('the Wine for arm64 says what emulates its CPU', onLinux, async t => {
  const cache = t.testdir()
  const folder = await keep(cache, 'arm64')
  const found = await findWine(cache, { PATH: '' }, { architecture: 'arm64' })
  t.match(found, { ia32: null, emulatedBy: 'qemu-user 1:10.0.13, cortex-a57' })
  t.match(found.version, `wine-10.0 -cpu cortex-a57 ${folder}/lib/wine/wine64.ld --inhibit-cache`)
})

t.test(
  'one whose emulator does not start it is no Wine, and what to do is said',
  onLinux,
  async t => {
    const cache = t.testdir()
    const folder = keptFolder(cache, 'arm64')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const tree = unpacked(cache)
    writeFileSync(join(tree, 'usr/bin/qemu-aarch64'), '#!/bin/sh\nexit 132\n', { mode: 0o755 })
    await layKeptTree(tree, folder, 'arm64')
    writeFileSync(
      join(folder, versionsName),
      JSON.stringify({ libwine: '10.0', 'qemu-user': '1:7.2' }),
    )
    await markIntact(folder, keptKey('arm64'))
    await t.rejects(findWine(cache, { PATH: '' }, { architecture: 'arm64' }), {
      message:
        'The Wine for arm64 in the cache does not start (emulated by qemu-user 1:7.2, cortex-a57).',
      remedy: /^Remove .*trixie-arm64\. Type "handle-width setup wine --arch arm64"/,
    })
  },
)

t.test('a damaged one is not started', onLinux, async t => {
  const cache = t.testdir()
  const folder = await keep(cache, 'amd64')
  writeFileSync(join(folder, 'lib/x86_64-linux-gnu/libevil.so'), '')
  await t.rejects(findKept(cache, 'amd64'), {
    message: /^Wine 10 for amd64 in the cache is damaged/,
    remedy: 'Type "handle-width setup wine --wine 10".',
  })
})

/** A mirror whose index nobody signed. */
function unsigned(folder: string): string {
  const suite = join(folder, 'mirror/dists/trixie')
  mkdirSync(join(suite, 'main/binary-amd64'), { recursive: true })
  writeFileSync(join(suite, 'main/binary-amd64/Packages'), 'Package: libwine\n')
  writeFileSync(join(suite, 'Release'), 'Suite: trixie\nCodename: trixie\nComponents: main\n')
  return `file:${join(folder, 'mirror')}`
}

const refusals: Record<
  string,
  { readonly mirror: (folder: string) => string; readonly message: RegExp }
> = {
  'a mirror without a signature': { mirror: unsigned, message: /not signed/ },
  'no network': {
    mirror: () => 'http://127.0.0.1:9/debian',
    message: /Cannot initiate the connection|Could not connect|Connection failed/,
  },
  'a mirror that is none': {
    mirror: () => 'nonsense',
    message: /names nonsense, which is no address of a mirror/,
  },
}
for (const [title, { mirror, message }] of Object.entries(refusals))
  t.test(`set-up refuses ${title}, and leaves nothing`, withApt, async t => {
    const cache = t.testdir({ 'wine-kept': { 'trixie-amd64.part': { half: '' } } })
    process.env['HANDLE_WIDTH_DEBIAN_MIRROR'] = mirror(cache)
    t.teardown(() => delete process.env['HANDLE_WIDTH_DEBIAN_MIRROR'])
    await t.rejects(
      ensureKept(cache, 'amd64', { ...readSystemName(), family: 'debian' }, () => {}),
      { message, remedy: /./ },
    )
    t.same(readdirSync(join(cache, 'wine-kept')), [])
  })

t.test('set-up says where this cannot work', onLinux, async t => {
  const fedora = { family: 'fedora', title: 'Fedora 42', codename: '', isUbuntu: false } as const
  await t.rejects(
    ensureKept(t.testdir(), 'amd64', fedora, () => {}),
    {
      message: 'Wine 10 is unpacked with apt-get and dpkg-deb, and Fedora 42 has neither.',
    },
  )
  await t.rejects(
    ensureKept(join(t.testdir(), 'a:b'), 'amd64', fedora, () => {}),
    {
      message: /the dynamic loader takes no folder with : or ; in its name\.$/,
      remedy: 'Name another folder in HANDLE_WIDTH_CACHE.',
    },
  )
})
