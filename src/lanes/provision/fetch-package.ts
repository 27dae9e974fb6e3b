import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as tar from 'tar'
import type { Notice } from '../../os/notice.ts'
import { prepareForWine } from './prepare-for-wine.ts'
import { hasFolder, openFolder, placeFolder } from './cache.ts'
import { isIntact, markIntact } from './intact.ts'
import { withLock } from './lock.ts'
import { packFromRegistry, tryByHand } from './npm.ts'
import type { PinnedPackage } from '../../hosts/host.ts'
import { ProvisionProblem } from './problem.ts'

/** Puts the archive of a package into a folder. */
export type Fetch = (specifier: string, folder: string) => Promise<void>

/** A package as it lies in the cache. */
export interface CachedPackage extends PinnedPackage {
  /** Whether it is changed so that its programs start sooner under Wine. */
  readonly isForWine?: true
}

/** A package as it is started under Wine. */
export function formForWine(pinned: PinnedPackage): CachedPackage {
  const { contentsForWine: contents } = pinned
  return contents === undefined ? pinned : { ...pinned, contents, isForWine: true }
}

/** The name of a package's folder in the cache. */
export function packageEntry({
  name,
  version,
  isForWine,
}: Pick<CachedPackage, 'name' | 'version' | 'isForWine'>): string {
  return `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}${isForWine ? '-for-wine' : ''}`
}

/**
 * The folder in the cache that holds an unpacked package. Fetched from the registry the first time, and again when
 * damaged. Parallel runs fetch it once.
 *
 * @throws ProvisionProblem when it cannot be fetched or does not match the pinned hash.
 */
export async function ensurePackage(
  cache: string,
  pinned: CachedPackage,
  notice: Notice,
  fetch: Fetch = packFromRegistry,
): Promise<string> {
  const packages = await openFolder(cache, 'packages')
  const entry = packageEntry(pinned)
  const folder = join(packages, entry)
  if (await isIntact(folder, pinned.integrity, pinned)) return folder
  const waiting = () =>
    notice(`Another run is fetching ${pinned.name} ${pinned.version}, waiting for it.`)
  await withLock(cache, entry, waiting, async () => {
    if (await isIntact(folder, pinned.integrity, pinned)) return
    const again = await hasFolder(folder)
    notice(
      again
        ? `${pinned.name} ${pinned.version} in the cache is damaged, fetching it anew (${pinned.megabytes} MB).`
        : `Fetching ${pinned.name} ${pinned.version} through npm, once (${pinned.megabytes} MB).`,
    )
    await placeFolder(folder, temporary => fill(temporary, pinned, fetch))
    if (await isIntact(folder, pinned.integrity, pinned)) return
    throw new ProvisionProblem(
      `${pinned.name} ${pinned.version} holds other files than this version of handle-width expects.`,
      'Report it, please: no package that was changed on its way gets so far.',
    )
  })
  return folder
}

async function fill(folder: string, pinned: CachedPackage, fetch: Fetch): Promise<void> {
  const download = join(folder, '.download')
  await mkdir(download)
  await fetch(`${pinned.name}@${pinned.version}`, download)
  const archive = (await readdir(download)).find(name => name.endsWith('.tgz'))
  if (archive === undefined)
    throw new ProvisionProblem(
      `npm fetched no archive of ${pinned.name}@${pinned.version}.`,
      tryByHand(`${pinned.name}@${pinned.version}`),
    )
  const path = join(download, archive)
  await refuseOtherContent(path, pinned)
  await tar.extract({
    file: path,
    cwd: folder,
    strip: 1,
    strict: true,
    // Owners and permissions stored in the archive are ignored.
    preserveOwner: false,
    onReadEntry(entry) {
      entry.mode = (entry.mode ?? 0) & 0o700
    },
    filter: (_, item) => 'type' in item && (item.type === 'File' || item.type === 'Directory'),
  })
  await rm(download, { recursive: true })
  if (pinned.isForWine) await prepareForWine(folder)
  await markIntact(folder, pinned.integrity)
}

async function refuseOtherContent(archive: string, pinned: PinnedPackage): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`
  if (found === pinned.integrity) return
  throw new ProvisionProblem(
    `The registry sent something else as ${pinned.name}@${pinned.version} than was pinned (${pinned.integrity.slice(0, 23)}… expected, ${found.slice(0, 23)}… found), it was not used.`,
    'Check which registry npm uses (npm config get registry).',
  )
}
