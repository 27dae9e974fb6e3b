import { basename } from 'node:path'
import process from 'node:process'
import { openCache } from '../provision/cache.ts'
import { usualHost } from '../../hosts/index.ts'
import type { Host } from '../../hosts/host.ts'
import { ensureHost, noBuild, type PreparedHost } from '../provision/host-copy.ts'
import { hostEnvironment } from './host-environment.ts'
import { ProvisionProblem } from '../provision/problem.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import type { Absent, Engine, Ready } from './engine.ts'
import type { Notice } from '../../os/notice.ts'
import { toWindowsPath } from './wine/environment.ts'
import { findWine, type Wine } from './wine/find.ts'
import { lookAtWine, refusalOfWine, startNote, wantedOf } from './wine/look.ts'
import { linkPort } from './wine/ports.ts'
import {
  ensurePrefix,
  forgetPrefix,
  restartServer,
  startServer,
  readNote,
  writeNote,
  type Prefix,
} from './wine/prefix.ts'
import { runProgram } from '../run-program.ts'
import { remedyOf, type Remedy } from '../provision/remedy.ts'

/** Children on the Windows build of node.exe under Wine: a real kernel32 on a machine without Windows. */
export const wine: Engine = Object.freeze({ id: 'wine', prepare, look: lookAtWine })

async function prepare(
  architecture: Architecture,
  notice: Notice,
  host: Host = usualHost,
): Promise<Ready | Absent> {
  const refused = refusalOfWine(architecture)
  if (refused) return refused
  try {
    return await prepareHost(architecture, host, notice)
  } catch (error) {
    if (error instanceof ProvisionProblem) return absent(error.message, error)
    throw error
  }
}

/**
 * Tools that watch child processes (test runners, coverage) add their own NODE_OPTIONS to every child, whatever
 * environment it is given. The options contain Unix paths, with which node.exe would not start. env(1) drops them
 * and then replaces itself with the program, so there is no extra process.
 */
const env = '/usr/bin/env'
const withoutNodeOptions = ['-u', 'NODE_OPTIONS']

async function prepareHost(architecture: Architecture, host: Host, notice: Notice): Promise<Ready> {
  if (!host.needs(architecture)) throw noBuild(host, architecture)
  const cache = await openCache()
  const found = await findWine(cache, process.env, wantedOf(host, architecture))
  const prefix = await ensurePrefix(cache, found, notice)
  if (architecture === 'ia32' && !prefix.hasIa32) throw noIa32(found)
  const child = await ensureHost(cache, host, architecture, notice)
  const loader = architecture === 'ia32' ? found.loader : found.loader64
  const environment = {
    ...prefix.environment,
    ...hostEnvironment(host, toWindowsPath(child.module)),
  }
  await proveStart(cache, found, prefix, loader, child, architecture)
  const { emulatedBy } = found
  const start: NonNullable<Ready['start']> = (program, words) => ({
    file: env,
    arguments: [...withoutNodeOptions, loader, program, ...words],
    environment,
  })
  return {
    ready: true,
    ...(emulatedBy === undefined ? {} : { emulatedCpu: emulatedBy }),
    environment: {
      wine: found.version,
      ...(emulatedBy === undefined ? {} : { cpu: `emulated by ${emulatedBy}` }),
      ...runtimeFact(child),
      ...child.ffi,
      system: describeSystem(),
      ...(architecture === 'ia32' && found.ia32?.isOwn === false
        ? { wow64: 'libwine:i386 without i386 Linux libraries' }
        : {}),
    },
    command: (script, words) =>
      start(child.program, [...child.arguments, toWindowsPath(script), ...words]),
    start,
    childPath: toWindowsPath,
    restart: hung => (hung ? restartServer : startServer)(found, prefix.environment),
    // A prefix in which the program starts is not at fault, and other runs may be using it.
    discardPrepared: async () => {
      const how = await whyNotStarting(cache, prefix, loader, child).catch(() => undefined)
      if (how !== undefined) await forgetPrefix(prefix)
    },
    linkPort: device => linkPort(cache, prefix.folder, device),
  }
}

const startLimitMs = 60_000

/** The runtime in the environment of a lane: `node`, or the name of its program. */
function runtimeFact({ program, runtime }: PreparedHost): Record<string, string> {
  return { [basename(program, '.exe')]: runtime.version }
}

/** Starts the program of a host once and notes success in the prefix, so that later runs can skip this. */
async function proveStart(
  cache: string,
  found: Wine,
  prefix: Prefix,
  loader: string,
  child: PreparedHost,
  architecture: Architecture,
): Promise<void> {
  const { program, runtime } = child
  const note = startNote(runtime)
  const proof = `${found.version}\n${loader}\n`
  if ((await readNote(prefix, note)) === proof) return
  const how = await whyNotStarting(cache, prefix, loader, child)
  if (how === undefined) return writeNote(prefix, note, proof)
  throw new ProvisionProblem(
    `${basename(program)} ${runtime.version} (${architecture}) does not start under ${found.version} (${how}).`,
    architecture === 'ia32'
      ? ia32Remedy
      : 'Try another Wine through HANDLE_WIDTH_WINE; 8.0 is known to work.',
  )
}

/** Why the program of a host failed to print its version; `undefined` where it did print it. */
async function whyNotStarting(
  cache: string,
  prefix: Prefix,
  loader: string,
  { program, runtime }: PreparedHost,
): Promise<string | undefined> {
  const result = await runProgram(
    cache,
    env,
    [...withoutNodeOptions, loader, program, '--version'],
    prefix.environment,
    startLimitMs,
  )
  const said = result.output.trim()
  if (said.includes(runtime.version)) return undefined
  const how = result.timedOut
    ? `no answer within ${startLimitMs / 1000} s`
    : `exit code ${result.exitCode ?? result.signal ?? result.startError}`
  return said === '' ? how : `${how}: ${said.split('\n')[0]}`
}

const ia32Remedy: Remedy = {
  remedy: 'Type "handle-width setup wine" to get the 32-bit half of Wine.',
  command: 'handle-width setup wine',
}

function noIa32(found: Wine): ProvisionProblem {
  return new ProvisionProblem(
    `${found.version} has no 32-bit half here, so it cannot run ia32 programs.`,
    ia32Remedy,
  )
}

function absent(reason: string, remedy: Remedy): Absent {
  return { ready: false, reason, ...remedyOf(remedy) }
}

function describeSystem(): string {
  return `${process.platform} ${process.arch}`
}
