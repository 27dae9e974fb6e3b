import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Architecture } from '../declare/win32/architecture.ts'
import { fetchedOn, thisMachine, type ThisMachine } from '../lanes/engines/windows/host.ts'
import { findCacheFolder, openCache } from '../lanes/provision/cache.ts'
import { keptFolder, keptKey, keptRelease, keptRemedy } from '../lanes/engines/wine/kept-wine.ts'
import { isIntact } from '../lanes/provision/intact.ts'
import { examineKoffi } from '../lanes/provision/koffi-copy.ts'
import { koffiVersion } from '../hosts/koffi.ts'
import { usualHost } from '../hosts/index.ts'
import { packageEntry } from '../lanes/provision/fetch-package.ts'
import { runtimeOf } from '../lanes/provision/host-copy.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import type { DoctorFinding } from './finding.ts'
import { typing, remedyOf, type Remedy } from '../lanes/provision/remedy.ts'

const setUpNode = typing('handle-width setup node')
const elsewhere = 'Make room there, or name another folder in HANDLE_WIDTH_CACHE.'
/** Two of node.exe, two of koffi, and a Wine prefix take about 1.7 GB. */
const roomNeeded = 2e9

async function folderFinding(folder: string): Promise<DoctorFinding> {
  const title = 'folder'
  if (!existsSync(folder))
    return { part: 'cache', title, state: 'note', detail: `${folder}, not made yet` }
  try {
    accessSync(await openCache(folder), constants.W_OK)
    return { part: 'cache', title, state: 'ok', detail: folder }
  } catch (error) {
    const problem =
      error instanceof ProvisionProblem
        ? error
        : new ProvisionProblem(
            `The cache folder ${folder} cannot be written.`,
            'Name another folder in HANDLE_WIDTH_CACHE.',
          )
    return {
      part: 'cache',
      title,
      state: 'missing',
      detail: problem.message,
      ...remedyOf(problem),
    }
  }
}

/** Room on the disk of the cache, which need not be there yet. */
function roomFinding(folder: string): DoctorFinding {
  const title = 'free space'
  try {
    const { bavail, bsize } = statfsSync(nearest(folder))
    const free = bavail * bsize
    const detail = `${(free / 1e9).toFixed(1)} GB`
    return free >= roomNeeded
      ? { part: 'cache', title, state: 'ok', detail }
      : {
          part: 'cache',
          title,
          state: 'note',
          detail: `${detail}; a first run may take up to ${roomNeeded / 1e9} GB`,
          remedy: elsewhere,
        }
  } catch (error) {
    return {
      part: 'cache',
      title,
      state: 'note',
      detail: `cannot be told (${error instanceof Error ? error.message : String(error)})`,
    }
  }
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

/** Each run works in a folder of its own there. */
function temporaryFinding(folder: string): DoctorFinding {
  const title = 'temporary folder'
  try {
    accessSync(folder, constants.W_OK)
    return { part: 'cache', title, state: 'ok', detail: folder }
  } catch {
    return {
      part: 'cache',
      title,
      state: 'missing',
      detail: `${folder} cannot be written`,
      remedy: 'Name another folder in TMPDIR (on Windows in TEMP).',
    }
  }
}

async function entryFinding(
  title: string,
  folder: string,
  isWhole: () => Promise<boolean>,
  remedy: Remedy = setUpNode,
): Promise<DoctorFinding> {
  if (!existsSync(folder))
    return { part: 'cache', title, state: 'note', detail: 'not fetched yet', ...setUpNode }
  try {
    if (await isWhole()) return { part: 'cache', title, state: 'ok', detail: 'whole' }
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { part: 'cache', title, state: 'missing', detail: error.message, ...remedyOf(error) }
    throw error
  }
  return { part: 'cache', title, state: 'missing', detail: 'damaged', ...remedy }
}

function koffiFinding(cache: string, architecture: Architecture): Promise<DoctorFinding> {
  const { folder, isWhole } = examineKoffi(cache, architecture)
  return entryFinding(`koffi ${koffiVersion} ${architecture}`, folder, isWhole)
}

/** The kept Wines that are there, every byte read. They are programs of Linux: a cache that Windows shares may hold them. */
function keptFindings(cache: string): Promise<DoctorFinding>[] {
  if (process.platform !== 'linux') return []
  return (['amd64', 'arm64'] as const)
    .filter(machine => existsSync(keptFolder(cache, machine)))
    .map(machine => {
      const folder = keptFolder(cache, machine)
      return entryFinding(
        `Wine ${keptRelease.major} ${machine}`,
        folder,
        () => isIntact(folder, keptKey(machine)),
        keptRemedy(machine),
      )
    })
}

/** The cache folder and the programs in it that this machine needs beside its own. */
export async function examineCache(
  cache: string = findCacheFolder(),
  host: ThisMachine = thisMachine(),
): Promise<DoctorFinding[]> {
  const entries = fetchedOn(host).flatMap(architecture => {
    const node = runtimeOf(usualHost, architecture)
    const folder = join(cache, 'packages', packageEntry(node))
    return [
      entryFinding(`node.exe ${node.version} ${architecture}`, folder, () =>
        isIntact(folder, node.integrity, node),
      ),
      koffiFinding(cache, architecture),
    ]
  })
  return [
    await folderFinding(cache),
    roomFinding(cache),
    temporaryFinding(tmpdir()),
    ...(await Promise.all([...entries, ...keptFindings(cache)])),
  ]
}
