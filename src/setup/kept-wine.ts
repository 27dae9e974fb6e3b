import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Notice } from '../os/notice.ts'
import { runTool } from '../os/spawn.ts'
import {
  findKept,
  keptFolder,
  keptKey,
  keptRelease,
  openKept,
  ownMachine,
  versionsName,
  type DebianMachine,
} from '../lanes/engines/wine/kept-wine.ts'
import { openFolder, placeFile, placeFolder, removeRemains } from '../lanes/provision/cache.ts'
import { isIntact, markIntact } from '../lanes/provision/intact.ts'
import { withLock } from '../lanes/provision/lock.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import { layKeptTree } from './kept-tree.ts'
import { planKeptFetch, readArchiveName, renderKeptList } from './kept-plan.ts'
import { runCommands } from './run-commands.ts'
import type { SystemName } from './system.ts'
import { chooseMirror, type SetupCommand } from './wine-plan.ts'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/**
 * Makes sure that a Wine of a later Debian is in the cache. Fetches and unpacks it the first time, and again if it
 * is damaged; reuses what a killed set-up had fetched. Needs no privileges and changes only the cache.
 *
 * @throws ProvisionProblem when it cannot be fetched, or this machine cannot run it.
 */
export async function ensureKept(
  cache: string,
  machine: DebianMachine,
  system: SystemName,
  notice: Notice,
): Promise<void> {
  refuseMachine(cache, machine)
  const folder = keptFolder(cache, machine)
  await openKept(cache)
  if (await isIntact(folder, keptKey(machine), { bytesOf: [] })) return
  const waiting = () =>
    notice(`Another run is setting up Wine ${keptRelease.major}, waiting for it.`)
  await withLock(cache, `wine-kept-${machine}`, waiting, async () => {
    if (await isIntact(folder, keptKey(machine), { bytesOf: [] })) return
    await makeKept(cache, machine, system, notice)
  })
  await findKept(cache, machine)
}

function refuseMachine(cache: string, machine: DebianMachine): void {
  const own = ownMachine()
  if (own === undefined || (machine === 'amd64' && own !== 'amd64'))
    throw new ProvisionProblem(
      `Wine ${keptRelease.major} for ${machine} does not run on ${process.platform} ${process.arch}.`,
      'Set it up on Linux on an x64 machine; the arm64 one on an x64 or arm64 machine.',
    )
  if (/[:;]/.test(cache))
    throw new ProvisionProblem(
      `Wine ${keptRelease.major} cannot be kept in ${cache}: the dynamic loader takes no folder with : or ; in its name.`,
      'Name another folder in HANDLE_WIDTH_CACHE.',
    )
}

async function makeKept(
  cache: string,
  machine: DebianMachine,
  system: SystemName,
  notice: Notice,
): Promise<void> {
  await removeRemains(keptFolder(cache, machine))
  const work = await openFolder(cache, 'apt', `${keptRelease.codename}-${machine}`)
  const source = await findSource(system)
  await openFolder(cache, 'apt', `${keptRelease.codename}-${machine}`, 'state')
  const archives = join(work, 'archives')
  await mkdir(join(work, 'state', 'lists', 'partial'), { recursive: true })
  await mkdir(join(archives, 'archives', 'partial'), { recursive: true })
  const list = join(work, 'release.list')
  await placeFile(list, renderKeptList(source, keyring))
  await placeFile(join(work, 'state', 'status'), '')
  notice(
    `Fetching Wine ${keptRelease.major} of ${keptRelease.title} for ${machine} with apt, once (${sizes[machine]}).`,
  )
  const download = join(work, 'download')
  await mkdir(download, { recursive: true })
  await run(planKeptFetch(machine, { list, state: join(work, 'state'), archives }), download)
  await placeFolder(keptFolder(cache, machine), temporary => fill(temporary, machine, download))
  await rm(work, { recursive: true, force: true })
}

const sizes: Readonly<Record<DebianMachine, string>> = {
  amd64: '230 MB to fetch, 1.3 GB on disk',
  arm64: '190 MB to fetch, 800 MB on disk',
}

/** The Debian mirror that apt uses here, or the one that the user names. */
async function findSource(system: SystemName): Promise<string> {
  const named = process.env['HANDLE_WIDTH_DEBIAN_MIRROR'] ?? ''
  if (system.family !== 'debian')
    throw new ProvisionProblem(
      `Wine ${keptRelease.major} is unpacked with apt-get and dpkg-deb, and ${system.title} has neither.`,
      `Install Wine ${keptRelease.major} or newer from your distribution, and name it in HANDLE_WIDTH_WINE if it is not found.`,
    )
  if (!existsSync(keyring))
    throw new ProvisionProblem(
      `The keys of Debian are not here (${keyring}), so that what it signed cannot be checked.`,
      'Install the package debian-archive-keyring.',
    )
  if (named !== '') {
    if (/^(https?|file):\/[^\s[\]]+$/.test(named)) return named
    throw new ProvisionProblem(
      `HANDLE_WIDTH_DEBIAN_MIRROR names ${named}, which is no address of a mirror.`,
      'Name the address that stands in a source list of apt, such as https://…/debian.',
    )
  }
  const targets = await runTool('apt-get', [
    'indextargets',
    '--format',
    '$(SITE) $(RELEASE) $(IDENTIFIER)',
  ])
  const mirror = system.isUbuntu ? null : chooseMirror(targets.stdout, system)
  if (mirror !== null) return mirror
  throw new ProvisionProblem(
    'apt on this machine names no mirror of Debian.',
    `Name one in HANDLE_WIDTH_DEBIAN_MIRROR, or install Wine ${keptRelease.major} or newer.`,
  )
}

async function fill(folder: string, machine: DebianMachine, download: string): Promise<void> {
  const tree = join(folder, '.tree')
  await mkdir(tree)
  const versions: Record<string, string> = {}
  for (const file of (await readdir(download)).filter(name => name.endsWith('.deb')).sort()) {
    const archive = readArchiveName(file)
    if (archive === null) continue
    versions[archive.machine === 'i386' ? `${archive.name}:i386` : archive.name] = archive.version
    await run(
      [{ file: 'dpkg-deb', arguments: ['--extract', join(download, file), tree], asRoot: false }],
      folder,
    )
  }
  await layKeptTree(tree, folder, machine)
  await rm(tree, { recursive: true, force: true })
  await writeFile(join(folder, versionsName), JSON.stringify(versions, null, 2))
  await markIntact(folder, keptKey(machine))
}

async function run(commands: readonly SetupCommand[], cwd: string): Promise<void> {
  const failure = await runCommands(commands, 'none', cwd)
  if (failure === null) return
  const reason = /: (.+)$/s.exec(failure)?.[1] ?? failure
  throw new ProvisionProblem(
    `Wine ${keptRelease.major} cannot be fetched or unpacked: ${reason}`,
    'Run the set-up again when that is mended; what was fetched is kept.',
  )
}
