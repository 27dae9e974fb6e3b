import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findCacheFolder } from '../../provision/cache.ts'
import type { Host, PinnedPackage } from '../../../hosts/host.ts'
import { usualHost } from '../../../hosts/index.ts'
import { packageEntry } from '../../provision/fetch-package.ts'
import { noBuild, runtimeOf } from '../../provision/host-copy.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import type { Architecture } from '../../../declare/win32/architecture.ts'
import type { Absent, Look } from '../engine.ts'
import { findWine } from './find.ts'
import { prefixKey, readNote } from './prefix.ts'

/** Why there is no arm64 under Wine. */
export const notArm64: Absent = {
  ready: false,
  reason: 'Wine on this machine runs x64 and ia32 programs, not arm64 ones.',
  remedy: 'Measure the arm64 lane on Windows on ARM.',
}
/** Why there is no Wine on Windows. */
export const notOnWindows: Absent = {
  ready: false,
  reason: 'This is Windows; Wine is for other systems.',
  remedy: 'Use the engine windows.',
}

/** The note that a prefix keeps once that node.exe was started in it. */
export function startNote({ name, version }: PinnedPackage): string {
  return `started-${name}-${version}`
}

/** Whether children were started here before. Reads the cache; fetches, makes and changes nothing. */
export async function lookAtWine(
  architecture: Architecture,
  host: Host = usualHost,
): Promise<Look> {
  if (architecture === 'arm64') return asLook(notArm64)
  if (process.platform === 'win32') return asLook(notOnWindows)
  try {
    if (!host.needs(architecture)) throw noBuild(host, architecture)
    return await lookAtPrefix(runtimeOf(host, architecture), architecture)
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { state: 'absent', reason: error.message, remedy: error.remedy }
    throw error
  }
}

async function lookAtPrefix(node: PinnedPackage, architecture: Architecture): Promise<Look> {
  const cache = findCacheFolder()
  const found = await findWine(cache)
  const started = await readNote({ folder: join(cache, 'wine', prefixKey(found)) }, startNote(node))
  if (started !== null && existsSync(join(cache, 'packages', packageEntry(node))))
    return { state: 'ready' }
  return {
    state: 'not-prepared',
    reason: `${found.version} is here; ${node.name} ${node.version} (${architecture}) was not started under it yet.`,
    remedy:
      'The first run fetches and prepares what is missing; "handle-width setup" does it beforehand.',
  }
}

function asLook({ reason, remedy }: Absent): Look {
  return { state: 'absent', reason, remedy }
}
