import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isSource, ownModuleUrl } from '../os/own-module.ts'
import { packageFolder } from '../os/package-folder.ts'
import type { Probe } from './define-probe.ts'

async function loadSources(): Promise<Probe[]> {
  const folder = join(packageFolder, 'probes')
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts'))
  return await Promise.all(
    files.map(async file => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as { default: Probe }
      return module.default
    }),
  )
}

/** In the build all probes are one module: opening sixty files would take longer than running them. */
async function loadBuilt(): Promise<Probe[]> {
  const { probes } = (await import(ownModuleUrl('probes').href)) as { probes: Probe[] }
  return [...probes]
}

/** All probes of the folder `probes/`: the control first, the others by name. */
export async function loadProbes(): Promise<readonly Probe[]> {
  const probes = await (isSource ? loadSources() : loadBuilt())
  return probes.sort(
    (one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id, 'en'),
  )
}

function rank(probe: Probe): number {
  return probe.mistake === 'control' ? 0 : 1
}
