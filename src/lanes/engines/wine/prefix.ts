import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { hasFolder, openFolder } from '../../provision/cache.ts'
import { withLock } from '../../provision/lock.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import type { Notice } from '../../../os/notice.ts'
import { afterAwake } from '../../../os/after-awake.ts'
import { startChild } from '../../../os/spawn.ts'
import { wineEnvironment } from './environment.ts'
import type { Wine } from './find.ts'
import { runProgram, type Ended } from '../../run-program.ts'
import { removeServerFolder } from './server-folder.ts'
import { endAll, endLeftoverProcesses } from './leftover-processes.ts'

/** This project's own Wine prefix, ready for use. */
export interface Prefix {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Whether it has the 32-bit half of Windows. */
  readonly hasIa32: boolean
}

/** How long the wineserver waits for the next child after the last one ended, in seconds. */
const lingerSeconds = 60
const bootLimitMs = 180_000
const toolLimitMs = 60_000

/**
 * The prefix of this project for one Wine. Made once (about 15 s), then reused; made again when a killed run left
 * it unfinished. Never the user's own.
 *
 * @throws ProvisionProblem when Wine cannot make it.
 */
export async function ensurePrefix(cache: string, wine: Wine, notice: Notice): Promise<Prefix> {
  const prefixes = await openFolder(cache, 'wine')
  const home = await openFolder(cache, 'wine', 'home')
  const key = prefixKey(wine)
  const folder = join(prefixes, key)
  const environment = wineEnvironment({
    prefix: folder,
    loader: wine.loader,
    server: wine.server,
    home,
    dllPath: wine.ia32?.isOwn === false ? wine.ia32.folder : null,
  })
  if (!(await isFinished(folder))) {
    const waiting = () => notice('Another run is making the Wine prefix, waiting for it.')
    await withLock(cache, `wine-${key}`, waiting, async () => {
      if (await isFinished(folder)) return
      notice(`Making a Wine prefix for ${wine.version}, once (about 15 s).`)
      await makePrefix(cache, wine, folder, environment)
    })
  }
  await startServer(wine, environment)
  return {
    folder,
    environment,
    hasIa32: existsSync(join(folder, 'drive_c/windows/syswow64/kernel32.dll')),
  }
}

/** Each Wine has its own prefix, and a different one once the same Wine gets its 32-bit half. */
export function prefixKey(wine: Pick<Wine, 'version' | 'loader' | 'ia32'>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([wine.version, wine.loader, wine.ia32?.folder]))
    .digest('hex')
  const version = /\d+(\.\d+)*/.exec(wine.version)?.[0] ?? 'unknown'
  return `prefix-${version}-${digest.slice(0, 8)}`
}

const finishedName = 'handle-width-finished'

async function isFinished(folder: string): Promise<boolean> {
  return (
    (await hasFolder(folder)) &&
    existsSync(join(folder, finishedName)) &&
    existsSync(join(folder, 'system.reg'))
  )
}

/** Makes the next run create the prefix again, because no program worked in this one. Never rejects. */
export async function forgetPrefix({ folder }: Pick<Prefix, 'folder'>): Promise<void> {
  await rm(join(folder, finishedName), { force: true }).catch(() => undefined)
}

/**
 * Makes a prefix, and tries once more where Wine failed without a time limit. On a very busy machine Wine 8 was seen to
 * end with "ShellExecuteEx failed: Internal error" here; why is not known.
 */
async function makePrefix(
  cache: string,
  wine: Wine,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const failure = await tryMakePrefix(cache, wine, folder, environment)
  if (failure === undefined) return
  const again = failure.timedOut ? failure : await tryMakePrefix(cache, wine, folder, environment)
  if (again !== undefined) throw cannotMake(wine, again)
}

/** Returns how the program ended that failed; `undefined` where the prefix is made. */
async function tryMakePrefix(
  cache: string,
  wine: Wine,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Ended | undefined> {
  if (existsSync(folder)) {
    await runProgram(cache, wine.server, ['-k'], environment, toolLimitMs)
    await removePrefix(folder)
  }
  const boot = await runProgram(
    cache,
    wine.loader64,
    ['wineboot', '--init'],
    environment,
    bootLimitMs,
  )
  if (boot.exitCode !== 0 || !existsSync(folder)) return boot
  // Older Wines report Windows 7, which node.exe refuses.
  const version = await runProgram(
    cache,
    wine.loader64,
    ['winecfg', '-v', 'win10'],
    environment,
    toolLimitMs,
  )
  if (version.exitCode !== 0) return version
  // The server writes the registry when it ends; only then is the prefix complete.
  await runProgram(cache, wine.server, ['-k'], environment, toolLimitMs)
  await runProgram(cache, wine.server, ['-w'], environment, toolLimitMs)
  await writeFile(join(folder, `${finishedName}.part`), markOf(wine))
  await rename(join(folder, `${finishedName}.part`), join(folder, finishedName))
  await removeOutdated(cache, wine, folder, environment)
  return undefined
}

function markOf(wine: Wine): string {
  return JSON.stringify({ loader: wine.loader, version: wine.version })
}

/** Prefixes of an older version of the same Wine are never used again, and each takes more than a gigabyte. */
async function removeOutdated(
  cache: string,
  wine: Wine,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const prefixes = dirname(folder)
  for (const name of await readdir(prefixes)) {
    const other = join(prefixes, name)
    if (
      other === folder ||
      !name.startsWith('prefix-') ||
      (await readLoader(other)) !== wine.loader
    )
      continue
    await runProgram(cache, wine.server, ['-k'], { ...environment, WINEPREFIX: other }, toolLimitMs)
    await removePrefix(other)
  }
}

/** `wineserver -k` needs a running server. The services of a server that was killed are still running, so they are ended first. */
async function removePrefix(folder: string): Promise<void> {
  endAll(folder)
  await removeServerFolder(folder)
  await rm(folder, { recursive: true, force: true })
}

async function readLoader(folder: string): Promise<string | null> {
  try {
    return markSchema.parse(JSON.parse(await readFile(join(folder, finishedName), 'utf8'))).loader
  } catch {
    return null
  }
}

const markSchema = z.object({ loader: z.string() })

/** Starting the services takes a second, and much longer on a busy machine. */
const startLimitMs = 30_000

/**
 * Starts a server that keeps running between children, and for a minute after the last one. A server that is
 * already running is used as it is. Never rejects.
 *
 * Its output is discarded. It takes the first pseudo terminal it opens as its controlling terminal, and when that
 * hangs up it prints its whole table of objects, some megabytes each time. Started by a child, it would print that
 * into the output of the child.
 *
 * The services of a new server are started here as well, by a process that nobody ends. Otherwise the first child
 * would start them, and if it were killed meanwhile, all later children would wait for them without end.
 *
 * Processes left behind by an earlier server are ended in either case: after that server was killed, a child may
 * have started the next one before this call.
 */
export async function startServer(
  wine: Pick<Wine, 'server' | 'loader64'>,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const started = (await runToEnd(wine.server, [`-p${lingerSeconds}`], environment)) === 0
  endLeftoverProcesses(environment['WINEPREFIX'] ?? '')
  if (started) await startsPrograms(wine, environment)
}

/**
 * For children that hang at their start. Ends the server and everything in the prefix and starts it again, but
 * only if a minimal program hangs as well. A server under which that program ends is left alone: other runs are
 * using it, and the machine was only slow. Never rejects.
 */
export async function restartServer(
  wine: Pick<Wine, 'server' | 'loader64'>,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  await startServer(wine, environment)
  if (await startsPrograms(wine, environment)) return
  await runToEnd(wine.server, ['-k'], environment)
  await startServer(wine, environment)
}

async function startsPrograms(
  { loader64 }: Pick<Wine, 'loader64'>,
  environment: Readonly<Record<string, string>>,
): Promise<boolean> {
  return (await runToEnd(loader64, ['cmd', '/c', 'exit'], environment)) === 0
}

/** Runs a program of Wine that may outlive this process. Returns its exit code, null where it did not end in time. */
async function runToEnd(
  file: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number | null> {
  const child = startChild({
    file,
    arguments: words,
    environment,
    cwd: '/',
    stdoutFile: devNull,
    stderrFile: devNull,
    outlives: true,
  })
  const callOff = afterAwake(startLimitMs, () => {
    void child.kill()
  })
  const { exitCode } = await child.exited
  callOff()
  return exitCode
}

function cannotMake(wine: Wine, result: Ended): ProvisionProblem {
  const said = result.output.trim().split('\n').at(-1) ?? ''
  const how = result.timedOut
    ? `no answer within ${bootLimitMs / 1000} s`
    : `exit code ${result.exitCode ?? result.signal ?? result.startError}`
  return new ProvisionProblem(
    `${wine.version} cannot make a prefix in the cache (${how}${said === '' ? '' : `: ${said}`}).`,
    'Check the free space there (1.5 GB are needed), or try another Wine through HANDLE_WIDTH_WINE.',
  )
}

/** Reads a note kept inside the prefix; null when there is none. */
export async function readNote(
  prefix: Pick<Prefix, 'folder'>,
  name: string,
): Promise<string | null> {
  return readFile(join(prefix.folder, name), 'utf8').catch(() => null)
}

/** Keeps a note inside the prefix, so that it is removed with the prefix. */
export async function writeNote(prefix: Prefix, name: string, text: string): Promise<void> {
  const temporary = join(prefix.folder, `${name}.${process.pid}`)
  await writeFile(temporary, text)
  await rename(temporary, join(prefix.folder, name))
}
