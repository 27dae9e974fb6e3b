import { availableParallelism } from 'node:os'
import type { EngineId } from '../result/lane.ts'
import { hostIds, usualHost } from '../hosts/index.ts'
import { engineIds } from '../lanes/engines/index.ts'
import { thisMachine, type ThisMachine } from '../lanes/engines/windows/host.ts'
import { runnableOn } from '../lanes/engines/windows/machine.ts'
import type { Probe } from '../program/define-probe.ts'
import { fitsGlob } from '../result/glob.ts'
import { similarNames } from '../text/near-names.ts'
import type { Architecture } from '../declare/win32/architecture.ts'
import { UserProblem } from '../os/problem.ts'

/** Probes whose names match any of the globs (`*` any text, `?` one character). Throws UserProblem for a glob that matches none. */
export function selectProbes(probes: readonly Probe[], globs: readonly string[]): readonly Probe[] {
  const names = probes.map(({ id }) => id)
  for (const glob of globs) {
    if (!names.some(name => fitsGlob(glob, name))) {
      const near = similarNames(names, glob)
      throw new UserProblem(
        `Unknown probe ${JSON.stringify(glob)}${near.length === 0 ? ';' : `; did you mean ${near.join(' or ')}?`} 'handle-width list probes' shows all ${names.length}, and a pattern such as 'overlapped-*' stands for several`,
      )
    }
  }
  return globs.length === 0
    ? probes
    : probes.filter(({ id }) => globs.some(glob => fitsGlob(glob, id)))
}

/** The engines that are possible on a system: Windows there, Wine elsewhere. */
export function likelyEngines(platform: string = process.platform): readonly EngineId[] {
  return engineIds.filter(id => id !== (platform === 'win32' ? 'wine' : 'windows'))
}

/** The engines that `--engine` selects; `auto` means all that are possible on this system. */
export function selectEngines(
  names: readonly string[],
  platform: string = process.platform,
): readonly EngineId[] {
  return names.includes('auto')
    ? likelyEngines(platform)
    : engineIds.filter(id => names.includes(id))
}

/**
 * The hosts that `--host` names, optionally separated by commas; the usual one where it names none. Throws
 * UserProblem for an unknown one.
 */
export function selectHosts(names: readonly string[]): readonly string[] {
  const chosen = names.flatMap(name => name.split(',')).filter(name => name !== '')
  const unknown = chosen.find(name => !hostIds.includes(name))
  if (unknown !== undefined)
    throw new UserProblem(
      `Unknown host ${JSON.stringify(unknown)}; expected one of ${hostIds.join(', ')}: 'handle-width list hosts' says what each is`,
    )
  return chosen.length === 0 ? [usualHost.id] : hostIds.filter(id => chosen.includes(id))
}

/** The default architectures of a run: on Windows all that the machine runs, elsewhere those that Wine runs. */
export function usualArchitectures(
  { platform, machine }: Pick<ThisMachine, 'platform' | 'machine'> = thisMachine(),
): readonly Architecture[] {
  return platform === 'win32' ? runnableOn(machine) : ['x64', 'ia32']
}

/** Default number of concurrent children: more than processors, because they wait more than they compute. */
export function defaultJobs(): number {
  return 4 * availableParallelism()
}
