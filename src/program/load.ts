import { readdir } from 'node:fs/promises'
import type { Probe } from './define-probe.ts'

/** The compiled probes, beside the compiled sources. */
const folder = new URL('../../probes/', import.meta.url)

async function loadProbe(file: string): Promise<Probe> {
  const { default: probe } = (await import(new URL(file, folder).href)) as { default: Probe }
  return probe
}

/** All probes of the folder `probes/`, the control first, the others by name. */
export async function loadProbes(): Promise<readonly Probe[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.js'))
  const probes = await Promise.all(files.map(loadProbe))
  return probes.sort(
    (one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id, 'en'),
  )
}

function rank(probe: Probe): number {
  return probe.mechanism === 'control' ? 0 : 1
}
