import { copyFile, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Notice } from '../../os/notice.ts'
import type { PinnedPackage } from '../../hosts/host.ts'
import { openFolder, placeFolder } from './cache.ts'
import { ensurePackage, packageEntry } from './fetch-package.ts'
import { hashFiles, holdsExactly, recordedFiles, type Hashes } from './intact.ts'
import { withLock } from './lock.ts'
import { ProvisionProblem } from './problem.ts'

/** Files that a copy takes from one folder. */
export interface CopySource {
  /** The folder of the copy that they come into, with forward slashes. */
  readonly into: string
  /** Whether a file is taken, by its path in the source with forward slashes. */
  readonly takes: (path: string) => boolean
  /** What the source holds, by path, as far as it is known without fetching it; no file of it is trusted for this. */
  hashes(): Promise<Hashes | undefined>
  /** The folder of the source, verified. Throws ProvisionProblem. */
  open(notice: Notice): Promise<string>
}

/** Files of a pinned package. Its record in the cache is compared with the pinned contents. */
export function fromPackage(
  cache: string,
  pinned: PinnedPackage,
  place: Pick<CopySource, 'into' | 'takes'>,
): CopySource {
  return {
    ...place,
    hashes: () => recordedFiles(join(cache, 'packages', packageEntry(pinned)), pinned),
    open: notice => ensurePackage(cache, pinned, notice),
  }
}

/** Files of a folder that is trusted as it is, such as an installed package. */
export function fromFolder(folder: string, place: Pick<CopySource, 'into' | 'takes'>): CopySource {
  return { ...place, hashes: () => hashFiles(folder, place.takes), open: async () => folder }
}

/** The files of a copy by path; `undefined` where a source is not known. */
async function expected(sources: readonly CopySource[]): Promise<Hashes | undefined> {
  const files = new Map<string, string>()
  for (const { into, takes, hashes } of sources) {
    const own = await hashes()
    if (!own) return undefined
    for (const [path, hash] of own) if (takes(path)) files.set(`${into}/${path}`, hash)
  }
  return files
}

/** Whether a folder is what these sources give: every byte is read, and another file is not accepted. */
export async function isCopyOf(sources: readonly CopySource[], folder: string): Promise<boolean> {
  const files = await expected(sources)
  return files !== undefined && (await holdsExactly(folder, files))
}

async function fill(folder: string, sources: readonly CopySource[], notice: Notice): Promise<void> {
  for (const source of sources) {
    const from = await source.open(notice)
    for (const path of (await source.hashes())?.keys() ?? []) {
      if (!source.takes(path)) continue
      const target = join(folder, ...source.into.split('/'), ...path.split('/'))
      await mkdir(dirname(target), { recursive: true })
      await copyFile(join(from, ...path.split('/')), target)
    }
  }
}

/**
 * The folder `kind/entry` of the cache, which holds files of several sources. Compared with them at each use, since
 * programs are started from it, and put together anew where it differs. Parallel runs do that once.
 *
 * @throws ProvisionProblem when a source cannot be had.
 */
export async function ensureCopy(
  cache: string,
  kind: string,
  entry: string,
  sources: readonly CopySource[],
  notice: Notice,
): Promise<string> {
  const folder = join(await openFolder(cache, kind), entry)
  if (await isCopyOf(sources, folder)) return folder
  // Fetched outside of the lock, since that takes a lock for each package.
  for (const source of sources) await source.open(notice)
  await withLock(
    cache,
    `${kind}-${entry}`,
    () => {},
    async () => {
      if (await isCopyOf(sources, folder)) return
      await placeFolder(folder, temporary => fill(temporary, sources, notice))
      if (await isCopyOf(sources, folder)) return
      await rm(folder, { recursive: true, force: true })
      throw new ProvisionProblem(
        `The copy in ${folder} is not what it was made from.`,
        'Look whether another program changes the cache, and run the command again.',
      )
    },
  )
  return folder
}
