import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ia32HalfFolder } from '../lanes/engines/wine/ia32-half.ts'
import { openFolder, placeFolder } from '../lanes/provision/cache.ts'
import { withLock } from '../lanes/provision/lock.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import { runCommands } from './run-commands.ts'
import { planIa32Fetch } from './wine-plan.ts'

/** Where Debian and Ubuntu install the Unix part of their 64-bit Wine. */
const systemUnixPart = '/usr/lib/x86_64-linux-gnu/wine/x86_64-unix'

/** What is needed to make the 32-bit half. */
export interface Ia32Source {
  readonly wineVersion: string
  /** Version of Debian's package `libwine`, as installed. */
  readonly packageVersion: string
  /** An apt source list that has this package. */
  readonly list: string
}

/**
 * Fetches and installs the 32-bit half into the cache. Needs no root: apt only downloads.
 *
 * @throws ProvisionProblem when the package is not available, or this Wine does not have Debian's layout.
 */
export async function makeIa32Half(cache: string, source: Ia32Source): Promise<void> {
  if (!existsSync(join(systemUnixPart, 'ntdll.so'))) {
    throw new ProvisionProblem(
      `The 64-bit part of Wine is not in ${systemUnixPart}.`,
      'Install the packages wine and wine64 of the distribution.',
    )
  }
  await openFolder(cache, 'wine-ia32')
  const folder = ia32HalfFolder(cache, source.wineVersion)
  await withLock(
    cache,
    'wine-ia32',
    () => {},
    () => placeFolder(folder, temporary => fill(temporary, source)),
  )
}

async function fill(folder: string, source: Ia32Source): Promise<void> {
  const work = join(folder, '.work')
  const indexes = join(work, 'indexes')
  const archives = join(work, 'archives')
  await mkdir(join(indexes, 'partial'), { recursive: true })
  await mkdir(join(archives, 'archives', 'partial'), { recursive: true })
  await run(
    planIa32Fetch({ version: source.packageVersion, list: source.list, indexes, archives }),
    work,
  )
  const archive = (await readdir(work)).find(name => name.endsWith('.deb'))
  if (archive === undefined)
    throw new ProvisionProblem(
      `apt fetched no archive of libwine:i386 ${source.packageVersion}.`,
      remedy,
    )
  await run([{ file: 'dpkg-deb', arguments: ['--extract', archive, 'tree'], asRoot: false }], work)
  await rename(
    join(work, 'tree/usr/lib/i386-linux-gnu/wine/i386-windows'),
    join(folder, 'i386-windows'),
  )
  await symlink(systemUnixPart, join(folder, 'x86_64-unix'))
  await rm(work, { recursive: true })
}

const remedy = 'Look at the message of apt above, or install wine32:i386 by hand.'

async function run(commands: Parameters<typeof runCommands>[0], cwd: string): Promise<void> {
  const failure = await runCommands(commands, 'none', cwd)
  if (failure !== null)
    throw new ProvisionProblem(`The 32-bit half of Wine cannot be fetched: ${failure}`, remedy)
}
