import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fetchedOn, thisHost, type Host } from '../engine/windows/host.ts'
import { findCacheFolder, openCache } from '../provision/cache.ts'
import { isIntact } from '../provision/intact.ts'
import { koffiPackages, koffiVersion, nodePackages } from '../provision/packages.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import type { Finding } from './finding.ts'

async function folderFinding(folder: string): Promise<Finding> {
  const title = 'folder'
  if (!existsSync(folder)) return { part: 'cache', title, state: 'note', detail: `${folder}, not made yet` }
  try {
    accessSync(await openCache(folder), constants.W_OK)
    return { part: 'cache', title, state: 'ok', detail: folder }
  } catch (error) {
    const problem = error instanceof ProvisionProblem ? error : new ProvisionProblem(`The cache folder ${folder} cannot be written.`, 'Name another folder in HANDLE_WIDTH_CACHE.')
    return { part: 'cache', title, state: 'missing', detail: problem.message, remedy: problem.remedy }
  }
}

async function entryFinding(title: string, folder: string, key: string): Promise<Finding> {
  if (!existsSync(folder)) return { part: 'cache', title, state: 'note', detail: 'not fetched yet', remedy: 'handle-width setup node' }
  try {
    if (await isIntact(folder, key)) return { part: 'cache', title, state: 'ok', detail: 'whole' }
  } catch (error) {
    if (error instanceof ProvisionProblem) return { part: 'cache', title, state: 'missing', detail: error.message, remedy: error.remedy }
    throw error
  }
  return { part: 'cache', title, state: 'missing', detail: 'damaged', remedy: 'handle-width setup node' }
}

/** The cache folder and the programs in it that this machine needs beside its own. */
export async function examineCache(cache: string = findCacheFolder(), host: Host = thisHost()): Promise<Finding[]> {
  const entries = fetchedOn(host).flatMap(architecture => {
    const { name, version, integrity } = nodePackages[architecture]
    return [
      entryFinding(`node.exe ${version} ${architecture}`, join(cache, 'packages', `${name}-${version}`), integrity),
      entryFinding(`koffi ${koffiVersion} ${architecture}`, join(cache, 'koffi', `${koffiVersion}-${architecture}`), koffiPackages[architecture].integrity)
    ]
  })
  return [await folderFinding(cache), ...await Promise.all(entries)]
}
