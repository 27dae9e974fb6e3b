import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { output } from '../cli/output.ts'
import { architectures } from '../declare/win32/architecture.ts'
import type { PinnedPackage } from '../hosts/host.ts'
import { hosts } from '../hosts/index.ts'
import { koffiPackages } from '../hosts/koffi.ts'
import {
  ensurePackage,
  packageEntry,
  type CachedPackage,
} from '../lanes/provision/fetch-package.ts'
import { readContents } from '../lanes/provision/intact.ts'
import { nodePackages } from '../lanes/provision/packages.ts'
import { makeTemporary } from '../os/temporary.ts'

/**
 * Says what the files of each pinned package hash to, where another value is pinned, or none: `npm run pins`. The archives
 * are compared with their pinned integrity, as always.
 */

function pinnedPackages(): PinnedPackage[] {
  const needed = hosts.flatMap(host =>
    architectures.flatMap(architecture => {
      const needs = host.needs(architecture)
      return [...(needs?.packages ?? []), ...(needs?.runtime ? [needs.runtime.from] : [])]
    }),
  )
  const all = [...Object.values(nodePackages), ...Object.values(koffiPackages), ...needed]
  return [...new Map(all.map(one => [one.integrity, one])).values()]
}

/** Fetches a package in one of its forms, and hashes its files. */
async function contentsOf(cache: string, wanted: CachedPackage): Promise<string> {
  const { contents: _, ...unchecked } = wanted
  return readContents(await ensurePackage(cache, unchecked, output.notice))
}

/** Whether a fetched package holds a program, which has another form under Wine. */
function holdsProgram(cache: string, pinned: PinnedPackage): boolean {
  const folder = join(cache, 'packages', packageEntry(pinned))
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(name =>
    name.endsWith('.exe'),
  )
}

function tell({ name, version }: PinnedPackage, field: string, value: string): void {
  output.result(`${name} ${version} ${field}: '${value}'\n`)
  process.exitCode = 1
}

const { folder: cache, remove } = makeTemporary()
try {
  for (const pinned of pinnedPackages()) {
    const contents = await contentsOf(cache, pinned)
    if (contents !== pinned.contents) tell(pinned, 'contents', contents)
    if (!holdsProgram(cache, pinned)) continue
    const forWine = await contentsOf(cache, { ...pinned, isForWine: true })
    if (forWine !== pinned.contentsForWine) tell(pinned, 'contentsForWine', forWine)
  }
} finally {
  remove()
}
