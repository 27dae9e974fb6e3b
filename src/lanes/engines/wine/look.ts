import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findCacheFolder } from '../../provision/cache.ts'
import type { Host } from '../../../hosts/host.ts'
import { usualHost } from '../../../hosts/index.ts'
import { packageEntry, type CachedPackage } from '../../provision/fetch-package.ts'
import { noBuild, runtimeOf } from '../../provision/host-copy.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import type { Architecture } from '../../../declare/win32/architecture.ts'
import type { Absent, Look } from '../engine.ts'
import { findWine, type WantedWine } from './find.ts'
import { ownMachine } from './kept-wine.ts'
import { prefixKey, readNote } from './prefix.ts'
import { remedyOf } from '../../provision/remedy.ts'

/** Why there is no Wine engine on Windows. */
const notOnWindows: Absent = {
  ready: false,
  reason: 'This is Windows; Wine is for other systems.',
  remedy: 'Use the engine windows.',
}

/** Why Wine cannot run children of an architecture on this machine at all; `undefined` where it may. */
export function refusalOfWine(architecture: Architecture): Absent | undefined {
  if (process.platform === 'win32') return notOnWindows
  if (architecture === 'arm64' && ownMachine() === undefined)
    return {
      ready: false,
      reason: `Wine runs arm64 programs on Linux on arm64, or on x64 with an emulated CPU, and this is ${process.platform} ${process.arch}.`,
      remedy: 'Measure the arm64 lane on Windows on ARM, or on such a Linux.',
    }
  if (architecture !== 'arm64' && process.platform === 'linux' && process.arch !== 'x64')
    return {
      ready: false,
      reason: `Wine runs x64 and ia32 programs on x64 machines, and this one is ${process.arch}.`,
      remedy: 'Measure these lanes on an x64 machine.',
    }
  return undefined
}

/** What a host requires of Wine. */
export function wantedOf(host: Host, architecture: Architecture): WantedWine {
  const least = host.needs(architecture)?.leastWine
  return { architecture, ...(least === undefined ? {} : { least }) }
}

/** The name of the note that a prefix keeps once this node.exe was started in it. */
export function startNote(program: CachedPackage): string {
  return `started-${packageEntry(program)}`
}

/** Whether children were started here before. Only reads the cache; fetches, creates and changes nothing. */
export async function lookAtWine(
  architecture: Architecture,
  host: Host = usualHost,
): Promise<Look> {
  const refused = refusalOfWine(architecture)
  if (refused) return asLook(refused)
  try {
    if (!host.needs(architecture)) throw noBuild(host, architecture)
    return await lookAtPrefix(host, architecture)
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { state: 'absent', reason: error.message, ...remedyOf(error) }
    throw error
  }
}

async function lookAtPrefix(host: Host, architecture: Architecture): Promise<Look> {
  const node = runtimeOf(host, architecture)
  const cache = findCacheFolder()
  const found = await findWine(cache, process.env, wantedOf(host, architecture))
  const started = await readNote({ folder: join(cache, 'wine', prefixKey(found)) }, startNote(node))
  if (started !== null && existsSync(join(cache, 'packages', packageEntry(node))))
    return { state: 'ready' }
  return {
    state: 'not-prepared',
    reason: `${found.version} is here; ${node.name} ${node.version} (${architecture}) was not started under it yet.`,
    remedy:
      'The first run fetches and prepares what is missing; "handle-width setup" does it beforehand.',
    command: 'handle-width setup',
  }
}

function asLook(absent: Absent): Look {
  return { state: 'absent', reason: absent.reason, ...remedyOf(absent) }
}
