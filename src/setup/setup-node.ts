import type { Notice } from '../os/notice.ts'
import { fetchedOn, thisMachine, type ThisMachine } from '../lanes/engines/windows/host.ts'
import { openCache } from '../lanes/provision/cache.ts'
import { ensureHost } from '../lanes/provision/host-copy.ts'
import { libffi, usualHost } from '../hosts/index.ts'
import { koffiVersion } from '../hosts/koffi.ts'
import { nodePackages } from '../lanes/provision/packages.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import type { SetupResult } from './setup-wine.ts'

/**
 * Fetches into the cache what a run without `--host` needs: node.exe and the FFIs, for every architecture that
 * this machine can measure (except its own node), so that later runs need no network. Skips what is already there.
 * Never throws for anything that a machine lacks.
 */
export async function setupNode(
  notice: Notice,
  host: ThisMachine = thisMachine(),
): Promise<SetupResult> {
  const architectures = fetchedOn(host)
  if (architectures.length === 0)
    return {
      kind: 'done',
      summary: `Nothing is to be fetched: this ${host.machine} machine runs ${host.machine} programs only, and the node of this process is one.`,
    }
  try {
    const cache = await openCache()
    for (const architecture of architectures) {
      for (const host of [usualHost, libffi])
        if (host.needs(architecture)) await ensureHost(cache, host, architecture, notice)
    }
    return {
      kind: 'done',
      summary: `node.exe ${nodePackages.x64.version} and koffi ${koffiVersion} for ${architectures.join(' and ')} are in ${cache}.`,
    }
  } catch (error) {
    if (error instanceof ProvisionProblem)
      return { kind: 'by-hand', reason: error.message, advice: [error.remedy] }
    throw error
  }
}
