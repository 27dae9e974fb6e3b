import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { moduleEnding, probesFolder as folder } from '../os/own-module.ts'
import type { Probe } from './define-probe.ts'

async function loadProbe(file: string): Promise<Probe> {
  const { default: probe } = (await import(pathToFileURL(join(folder, file)).href)) as {
    default: Probe
  }
  return probe
}

/** All probes of the folder `probes/`, the control first, the others by name. */
export async function loadProbes(): Promise<readonly Probe[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith(moduleEnding))
  const probes = await Promise.all(files.map(loadProbe))
  return probes.sort(
    (one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id, 'en'),
  )
}

function rank(probe: Probe): number {
  return probe.mistake === 'control' ? 0 : 1
}
