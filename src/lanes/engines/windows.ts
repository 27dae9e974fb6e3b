import { existsSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { koffi } from '../../os/koffi.ts'
import { findCacheFolder, openCache } from '../provision/cache.ts'
import { ensurePackage } from '../provision/fetch-package.ts'
import { ensureKoffi } from '../provision/koffi-copy.ts'
import { koffiVersion, nodePackages } from '../provision/packages.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import { passedEnvironment } from '../../os/environment.ts'
import { runTool } from '../../os/spawn.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Absent, Engine, Look, Ready } from './engine.ts'
import type { Notice } from '../../os/notice.ts'
import { thisHost, type Host } from './windows/host.ts'
import { runnableOn } from './windows/machine.ts'
import { wineBelow } from './windows/wine-version.ts'

/** The engine on a host: this one, save in tests. */
export function windowsOn(hostOf: () => Host): Engine {
  return Object.freeze({
    id: 'windows',
    prepare: (architecture: Architecture, notice: Notice) =>
      prepare(hostOf(), architecture, notice),
    look: (architecture: Architecture) => look(hostOf(), architecture),
  })
}

/** Children on this Windows machine: the node that runs this program, or a fetched one of another architecture. */
export const windows: Engine = windowsOn(thisHost)

/** Why there are no children of an architecture here; `undefined` where there are. */
function refusal({ platform, own, machine }: Host, architecture: Architecture): Absent | undefined {
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

async function look(host: Host, architecture: Architecture): Promise<Look> {
  const refused = refusal(host, architecture)
  if (refused) return { state: 'absent', reason: refused.reason, remedy: refused.remedy }
  if (architecture === host.own) return { state: 'ready' }
  const { name, version } = nodePackages[architecture]
  if (existsSync(join(findCacheFolder(), 'packages', `${name}-${version}`)))
    return { state: 'ready' }
  return {
    state: 'not-prepared',
    reason: `node.exe ${version} (${architecture}) was not fetched yet.`,
    remedy: 'The first run fetches it; "handle-width setup node" does it beforehand.',
  }
}

async function prepare(
  host: Host,
  architecture: Architecture,
  notice: Notice,
): Promise<Ready | Absent> {
  const refused = refusal(host, architecture)
  if (refused) return refused
  try {
    return architecture === host.own
      ? ready(host, process.execPath, process.versions.node, koffi.version, passedEnvironment())
      : await fetchedNode(host, architecture, notice)
  } catch (error) {
    if (error instanceof ProvisionProblem) return absent(error.message, error.remedy)
    throw error
  }
}

async function fetchedNode(host: Host, architecture: Architecture, notice: Notice): Promise<Ready> {
  const cache = await openCache()
  const node = nodePackages[architecture]
  const program = join(await ensurePackage(cache, node, notice), 'bin', 'node.exe')
  const environment = {
    ...passedEnvironment(),
    HANDLE_WIDTH_KOFFI: await ensureKoffi(cache, architecture, notice),
  }
  await proveStart(program, architecture, environment)
  return ready(host, program, node.version, koffiVersion, environment)
}

const startLimitMs = 60_000

/** Starts node.exe of another architecture once, so that what keeps it from starting is said before the run. */
async function proveStart(
  program: string,
  architecture: Architecture,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const exit = await runTool(
    program,
    ['-e', `process.exitCode = process.arch === '${architecture}' ? 0 : 9`],
    { environment, timeoutMs: startLimitMs },
  )
  if (exit.exitCode === 0) return
  const how = exit.timedOut
    ? `no answer within ${startLimitMs / 1000} s`
    : (exit.startError ?? `exit code ${exit.exitCode}`)
  throw new ProvisionProblem(
    `The fetched node.exe for ${architecture} does not start here (${how}).`,
    `Start this program with an ${architecture} build of Node to measure that lane.`,
  )
}

function ready(
  { machine }: Host,
  program: string,
  node: string,
  koffiOf: string,
  environment: Readonly<Record<string, string>>,
): Ready {
  const wine = wineBelow()
  return {
    ready: true,
    environment: {
      node,
      koffi: koffiOf,
      system: `${os.version()} ${os.release()} ${machine}`,
      ...(wine === undefined ? {} : { wine: `wine-${wine}` }),
    },
    ...(wine === undefined ? {} : { underWine: true }),
    command: (script, scriptArguments) => ({
      file: program,
      arguments: [script, ...scriptArguments],
      environment,
    }),
    childPath: path => path,
  }
}

function absent(reason: string, remedy: string): Absent {
  return { ready: false, reason, remedy }
}
