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

/** A Wine prefix of our own, ready for use. */
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
 * The prefix of this project for one Wine: made the first time (about 15 s), kept afterwards, and made
 * anew when a killed run left it unfinished. Never the user's own.
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

/** One prefix for each Wine, and another one when the same Wine gets its 32-bit half. */
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

/** Lets the next run make the prefix anew: in this one, no program came to anything. Never rejects. */
export async function forgetPrefix({ folder }: Pick<Prefix, 'folder'>): Promise<void> {
  await rm(join(folder, finishedName), { force: true }).catch(() => undefined)
}

async function makePrefix(
  cache: string,
  wine: Wine,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
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
  if (boot.exitCode !== 0 || !existsSync(folder)) throw cannotMake(wine, boot)
  // Older Wines start as Windows 7, which node.exe refuses.
  const version = await runProgram(
    cache,
    wine.loader64,
    ['winecfg', '-v', 'win10'],
    environment,
    toolLimitMs,
  )
  if (version.exitCode !== 0) throw cannotMake(wine, version)
  // The registry is written when the server ends; only then is the prefix whole.
  await runProgram(cache, wine.server, ['-k'], environment, toolLimitMs)
  await runProgram(cache, wine.server, ['-w'], environment, toolLimitMs)
  await writeFile(join(folder, `${finishedName}.part`), markOf(wine))
  await rename(join(folder, `${finishedName}.part`), join(folder, finishedName))
  await removeOutdated(cache, wine, folder, environment)
}

function markOf(wine: Wine): string {
  return JSON.stringify({ loader: wine.loader, version: wine.version })
}

/** Prefixes of the same Wine before it was updated will not be used again, and each takes more than a gigabyte. */
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

/** `wineserver -k` ends what works there only while there is a server: of one that was killed its services are still at work. */
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

/** Starting the services takes a second; on a machine that has much else to do, many. */
const startLimitMs = 30_000

/**
 * Keeps the server between children, and for a minute after the last one. A server that runs already
 * is as good. Never rejects.
 *
 * What it prints goes nowhere: it takes the first pseudo terminal it opens as its own, and when that
 * hangs up it prints its whole table of objects, some megabytes each time. Started by a child it would
 * print that among the output of the child.
 *
 * The services of a new server are started here as well, by a process that nobody ends: the first
 * child would start them, and if it were killed in the midst of that, all later ones would wait for
 * what never comes.
 *
 * What is left of an earlier server is ended in either case: when that one was killed, a child may
 * have started the next before this was called.
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
 * For children that hang at their start: ends the server and everything that works in the prefix, and starts it anew, if
 * the smallest of programs hangs as well. A server at which it ends is left alone: other runs work there, and the machine
 * was only slow. Never rejects.
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

/** Runs a program of Wine that outlives this process if need be. Gives its exit code, null where it did not end in time. */
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

/** Keeps a note inside the prefix, so that it goes when the prefix goes. */
export async function writeNote(prefix: Prefix, name: string, text: string): Promise<void> {
  const temporary = join(prefix.folder, `${name}.${process.pid}`)
  await writeFile(temporary, text)
  await rename(temporary, join(prefix.folder, name))
}
