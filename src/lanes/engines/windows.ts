import { existsSync } from 'node:fs'
import os from 'node:os'
import { basename, join } from 'node:path'
import { koffi } from '../../os/koffi.ts'
import { findCacheFolder, openCache } from '../provision/cache.ts'
import { usualHost } from '../../hosts/index.ts'
import type { Host as Caller, PinnedPackage } from '../../hosts/host.ts'
import { ensureHost, noBuild, runtimeOf, type PreparedHost } from '../provision/host-copy.ts'
import { hostEnvironment } from './host-environment.ts'
import { packageEntry } from '../provision/fetch-package.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { passedEnvironment } from '../../os/environment.ts'
import { runTool } from '../../os/spawn.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Absent, Engine, Look, Ready } from './engine.ts'
import type { Notice } from '../../os/notice.ts'
import { thisMachine, type ThisMachine } from './windows/host.ts'
import { runnableOn } from './windows/machine.ts'
import { wineBelow } from '../../os/wine-below.ts'
import { remedyOf, type Remedy } from '../provision/remedy.ts'

/** The Windows engine on a given machine: this one, except in tests. */
export function windowsOn(hostOf: () => ThisMachine): Engine {
  return Object.freeze({
    id: 'windows',
    prepare: (architecture: Architecture, notice: Notice, by: Caller = usualHost) =>
      prepare(hostOf(), architecture, by, notice),
    look: (architecture: Architecture, by: Caller = usualHost) => look(hostOf(), architecture, by),
  })
}

/** Children on this Windows machine: the node that runs this program, or a fetched one for another architecture. */
export const windows: Engine = windowsOn(thisMachine)

/** Why children of an architecture cannot run here; `undefined` where they can. */
function refusal(
  { platform, own, machine }: ThisMachine,
  architecture: Architecture,
): Absent | undefined {
  if (platform !== 'win32')
    return absent(
      `This is no Windows but ${platform}.`,
      'Run it on Windows, or use the engines wine and sim.',
    )
  if (architecture === own || runnableOn(machine).includes(architecture)) return undefined
  return absent(
    `This ${machine} machine runs no ${architecture} programs.`,
    `Measure the ${architecture} lane on a machine that does.`,
  )
}

async function look(host: ThisMachine, architecture: Architecture, by: Caller): Promise<Look> {
  const refused = refusal(host, architecture)
  if (refused) return { state: 'absent', reason: refused.reason, ...remedyOf(refused) }
  if (!by.needs(architecture)) {
    const problem = noBuild(by, architecture)
    return { state: 'absent', reason: problem.message, ...remedyOf(problem) }
  }
  if (architecture === host.own && by === usualHost) return { state: 'ready' }
  const runtime = runtimeOf(by, architecture)
  if (existsSync(join(findCacheFolder(), 'packages', packageEntry(runtime))))
    return { state: 'ready' }
  return {
    state: 'not-prepared',
    reason: `${runtime.name} ${runtime.version} (${architecture}) was not fetched yet.`,
    remedy: 'The first run fetches it; "handle-width setup node" does it beforehand.',
    command: 'handle-width setup node',
  }
}

async function prepare(
  host: ThisMachine,
  architecture: Architecture,
  by: Caller,
  notice: Notice,
): Promise<Ready | Absent> {
  const refused = refusal(host, architecture)
  if (refused) return refused
  try {
    if (!by.needs(architecture)) throw noBuild(by, architecture)
    return architecture === host.own && by === usualHost
      ? ready(
          host,
          { program: process.execPath, arguments: [] },
          { node: process.versions.node, koffi: koffi.version },
          passedEnvironment(),
        )
      : await fetched(host, architecture, by, notice)
  } catch (error) {
    if (error instanceof ProvisionProblem) return absent(error.message, error)
    throw error
  }
}

async function fetched(
  host: ThisMachine,
  architecture: Architecture,
  by: Caller,
  notice: Notice,
): Promise<Ready> {
  const child = await ensureHost(await openCache(), by, architecture, notice)
  const environment = { ...passedEnvironment(), ...hostEnvironment(by, child.module) }
  await proveStart(child.program, runtimeOf(by, architecture), architecture, environment)
  const runtime = { [basename(child.program, '.exe')]: child.runtime.version }
  return ready(host, child, { ...runtime, ...child.ffi }, environment)
}

const startLimitMs = 60_000

/** Starts a fetched program once, so that a failure to start is reported before the run. */
async function proveStart(
  program: string,
  { version }: PinnedPackage,
  architecture: Architecture,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const exit = await runTool(program, ['--version'], { environment, timeoutMs: startLimitMs })
  // Under Wine its output is lost, because it cannot write to a pipe. Its bytes were already compared with the pinned ones.
  if (exit.exitCode === 0) return
  const how = exit.timedOut
    ? `no answer within ${startLimitMs / 1000} s`
    : (exit.startError ?? `exit code ${exit.exitCode}`)
  throw new ProvisionProblem(
    `The fetched ${basename(program)} ${version} for ${architecture} does not start here (${how}).`,
    `Start this program with an ${architecture} build of Node to measure that lane.`,
  )
}

function ready(
  { machine }: ThisMachine,
  { program, arguments: before }: Pick<PreparedHost, 'program' | 'arguments'>,
  versions: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Ready {
  const wine = wineBelow()
  const start: NonNullable<Ready['start']> = (file, words) => ({
    file,
    arguments: words,
    environment,
  })
  return {
    ready: true,
    environment: {
      ...versions,
      system: `${os.version()} ${os.release()} ${machine}`,
      ...(wine === undefined ? {} : { wine: `wine-${wine}` }),
    },
    ...(wine === undefined ? {} : { underWine: true }),
    command: (script, words) => start(program, [...before, script, ...words]),
    start,
    childPath: path => path,
  }
}

function absent(reason: string, remedy: Remedy | string): Absent {
  return {
    ready: false,
    reason,
    ...(typeof remedy === 'string' ? { remedy } : remedyOf(remedy)),
  }
}
