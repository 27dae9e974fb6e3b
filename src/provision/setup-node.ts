import type { Notice } from '../engine/engine.ts'
import { openCache } from './cache.ts'
import { ensurePackage } from './fetch-package.ts'
import { ensureKoffi } from './koffi-copy.ts'
import { koffiVersion, nodePackages } from './packages.ts'
import { ProvisionProblem } from './problem.ts'
import type { SetupResult } from './setup-wine.ts'

/**
 * Fetches node.exe and koffi's Windows binaries for x64 and ia32 into the cache, so that later runs need
 * no network. Does nothing that was done before. Never throws for what a machine lacks.
 */
export async function setupNode(notice: Notice): Promise<SetupResult> {
  try {
    const cache = await openCache()
    for (const architecture of ['x64', 'ia32'] as const) {
      await ensurePackage(cache, nodePackages[architecture], notice)
      await ensureKoffi(cache, architecture, notice)
    }
    return { kind: 'done', summary: `node.exe ${nodePackages.x64.version} and koffi ${koffiVersion} for x64 and ia32 are in ${cache}.` }
  } catch (error) {
    if (error instanceof ProvisionProblem) return { kind: 'by-hand', reason: error.message, advice: [error.remedy] }
    throw error
  }
}
