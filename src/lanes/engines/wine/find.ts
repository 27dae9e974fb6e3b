import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import process from 'node:process'
import { runTool } from '../../../os/spawn.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import { findIa32Half } from './ia32-half.ts'
import {
  findKept,
  keptFolder,
  keptRelease,
  keptRemedy,
  ownMachine,
  type DebianMachine,
} from './kept-wine.ts'
import type { Architecture } from '../../../declare/win32/architecture.ts'
import type { Remedy } from '../../provision/remedy.ts'

/** A Wine that is installed here. */
export interface Wine {
  /** What `wine --version` says, for example `wine-8.0 (Debian 8.0~repack-4)`. */
  readonly version: string
  /** The program that starts Windows programs of any width. */
  readonly loader: string
  /** The one that starts 64-bit programs without an intermediate process; `loader` where there is no separate one. */
  readonly loader64: string
  readonly server: string
  /** Its 32-bit Windows parts; null when none were found, although there may be some. */
  readonly ia32: Ia32Parts | null
  /** What emulates the CPU, if it is not the computer's own: program, version and CPU. */
  readonly emulatedBy?: string
}

/** What a lane requires of Wine. */
export interface WantedWine {
  /** The architecture of the programs that it is to run. */
  readonly architecture?: Architecture
  /** The minimum major version. */
  readonly least?: number
}

/** Where Wine's 32-bit Windows parts are. */
interface Ia32Parts {
  readonly folder: string
  /** Whether Wine finds them by itself, rather than through `WINEDLLPATH`. */
  readonly isOwn: boolean
}

/** The oldest Wine under which these lanes were measured. */
const oldestMajor = 8
/** The oldest under which arm64 programs were measured. */
const oldestMajorOnArm = 10

const installIt: Remedy = {
  remedy: 'Type "handle-width setup wine", or name a Wine in HANDLE_WIDTH_WINE.',
  command: 'handle-width setup wine',
}

/**
 * Finds Wine: the one named in `HANDLE_WIDTH_WINE`, else the system's, else the one that `handle-width setup wine
 * --wine 10` keeps in the cache; and its 32-bit half, which `handle-width setup wine` may have put there. A bare
 * number in `HANDLE_WIDTH_WINE` is the minimum version.
 *
 * @throws ProvisionProblem when there is none, or none that is new enough.
 */
export async function findWine(
  cache: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  wanted: WantedWine = {},
): Promise<Wine> {
  const isArm = wanted.architecture === 'arm64'
  const choice = readChoice(environment)
  const least = Math.max(wanted.least ?? (isArm ? oldestMajorOnArm : oldestMajor), choice.least)
  const own =
    isArm && ownMachine() !== 'arm64'
      ? new ProvisionProblem(
          `This ${process.arch} machine has no Wine for arm64 programs.`,
          keptRemedy('arm64'),
        )
      : await findInstalled(cache, choice.program, environment['PATH'] ?? '', least)
  if (!(own instanceof ProvisionProblem)) return own
  // A Wine that the user names is never replaced by another.
  const mayReplace = choice.program === '' || (isArm && ownMachine() !== 'arm64')
  const kept =
    mayReplace && least <= keptRelease.major
      ? await findKeptWine(cache, isArm ? 'arm64' : 'amd64')
      : null
  if (kept !== null) return kept
  throw own
}

/** The value of `HANDLE_WIDTH_WINE`: a program, or the minimum version. */
function readChoice(environment: Readonly<Record<string, string | undefined>>): {
  readonly program: string
  readonly least: number
} {
  const named = environment['HANDLE_WIDTH_WINE'] ?? ''
  return /^\d{1,3}$/.test(named)
    ? { program: '', least: Number(named) }
    : { program: named, least: 0 }
}

async function findInstalled(
  cache: string,
  chosen: string,
  path: string,
  least: number,
): Promise<Wine | ProvisionProblem> {
  try {
    const loader = findLoader(chosen, path)
    const version = await versionOf(loader)
    if ((parseMajor(version) ?? 0) < least)
      return new ProvisionProblem(
        `${loader} is ${version}, and ${least}.0 or newer is needed.`,
        least > oldestMajor ? keptRemedy('amd64') : installIt,
      )
    return {
      version,
      loader,
      loader64: findBeside(loader, ['wine64']) ?? loader,
      server: findServer(loader),
      ia32: findIa32Parts(cache, loader, version),
    }
  } catch (error) {
    if (error instanceof ProvisionProblem) return error
    throw error
  }
}

async function findKeptWine(cache: string, machine: DebianMachine): Promise<Wine | null> {
  const kept = await findKept(cache, machine)
  if (kept === null) return null
  const { loader, server, ia32Folder, emulatedBy } = kept
  const version = await versionOf(loader).catch(() => undefined)
  if (version === undefined)
    throw new ProvisionProblem(
      `The Wine for ${machine} in the cache does not start${emulatedBy === undefined ? '' : ` (emulated by ${emulatedBy})`}.`,
      {
        ...keptRemedy(machine),
        remedy: `Remove ${keptFolder(cache, machine)}. ${keptRemedy(machine).remedy}`,
      },
    )
  return {
    version,
    loader,
    loader64: loader,
    server,
    ia32: ia32Folder === null ? null : { folder: ia32Folder, isOwn: true },
    ...(emulatedBy === undefined ? {} : { emulatedBy }),
  }
}

/** The first line of Wine's version output. */
async function versionOf(loader: string): Promise<string> {
  const result = await runTool(loader, ['--version'], {
    timeoutMs: 20_000,
    environment: { WINEDEBUG: '-all' },
  })
  if (result.exitCode === 0 && parseMajor(result.stdout) !== null) return firstLine(result.stdout)
  throw new ProvisionProblem(`${loader} is no Wine: it does not answer to --version.`, installIt)
}

/** The first number of `wine-8.0 (Debian …)`; null for anything else. */
export function parseMajor(version: string): number | null {
  const match = /^wine-(\d+)\.\d+/.exec(version.trim())
  return match ? Number(match[1]) : null
}

/** Looks up a program on the search path. */
export function findOnPath(name: string, path: string): string | null {
  const folders = path.split(delimiter).filter(isAbsolute)
  return folders.map(folder => join(folder, name)).find(isProgram) ?? null
}

const names = ['wine', 'wine64', 'wine-stable']
const usualFolders = [
  '/usr/bin',
  '/usr/lib/wine',
  '/opt/wine-stable/bin',
  '/opt/wine-staging/bin',
  '/opt/wine-devel/bin',
]

function findLoader(chosen: string, path: string): string {
  if (chosen !== '') {
    const loader = isAbsolute(chosen) ? chosen : findOnPath(chosen, path)
    if (loader !== null && isProgram(loader)) return loader
    throw new ProvisionProblem(`HANDLE_WIDTH_WINE names ${chosen}, which is no program.`, {
      remedy: 'Name the path of a Wine in it, or type "unset HANDLE_WIDTH_WINE".',
      command: 'unset HANDLE_WIDTH_WINE',
    })
  }
  const folders = [path, ...usualFolders].join(delimiter)
  const loader = names.map(name => findOnPath(name, folders)).find(found => found !== null)
  if (loader !== undefined) return loader
  throw new ProvisionProblem('Wine is not installed here.', installIt)
}

/** Looks in the places where distributions install them. */
function findIa32Parts(cache: string, loader: string, version: string): Ia32Parts | null {
  const roots = [...new Set([dirname(dirname(loader)), dirname(dirname(realpathSync(loader)))])]
  const folders = [
    ...roots.flatMap(root => [
      join(root, 'lib/wine'),
      join(root, 'lib32/wine'),
      join(root, 'lib64/wine'),
      join(root, 'wine'),
    ]),
    // Debian's libwine:i386 works only together with wine32:i386, which contains this loader.
    ...(isDebianScript(loader) && isProgram('/usr/lib/wine/wine')
      ? ['/usr/lib/i386-linux-gnu/wine']
      : []),
  ]
  const own = folders.find(folder => existsSync(join(folder, 'i386-windows', 'kernel32.dll')))
  if (own !== undefined) return { folder: own, isOwn: true }
  const half = findIa32Half(cache, version)
  return half === null ? null : { folder: half, isOwn: false }
}

/** Debian's `wine` is a script in a different folder from the loaders, hence /usr/lib/wine. */
function findBeside(loader: string, wanted: readonly string[]): string | null {
  const folders = [
    dirname(loader),
    dirname(realpathSync(loader)),
    ...(isDebianScript(loader) ? ['/usr/lib/wine'] : []),
  ]
  for (const folder of folders) {
    for (const name of wanted) {
      if (isProgram(join(folder, name))) return join(folder, name)
    }
  }
  return null
}

function findServer(loader: string): string {
  const server = findBeside(loader, ['wineserver64', 'wineserver'])
  if (server !== null) return server
  throw new ProvisionProblem(`There is no wineserver beside ${loader}.`, installIt)
}

function isDebianScript(loader: string): boolean {
  return dirname(loader) === '/usr/bin' && existsSync('/usr/lib/wine')
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}
