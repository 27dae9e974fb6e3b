import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import process from 'node:process'
import { runTool } from '../../run/spawn.ts'
import { ProvisionProblem } from '../../provision/problem.ts'
import { findPrivateWine } from '../../provision/private-wine.ts'

/** A Wine that is installed here. */
export interface Wine {
  /** What `wine --version` says, for example `wine-8.0 (Debian 8.0~repack-4)`. */
  readonly version: string
  /** The program that starts Windows programs of any width. */
  readonly loader: string
  /** The one that starts 64-bit programs without a go-between process; `loader` where there is no separate one. */
  readonly loader64: string
  readonly server: string
}

/** The oldest Wine under which these lanes were measured. */
export const oldestMajor = 8

const installIt = 'Type "handle-width setup wine", or name a Wine in HANDLE_WIDTH_WINE.'

/**
 * Finds Wine: the one named in `HANDLE_WIDTH_WINE`; else the private copy that `handle-width setup wine`
 * makes where the system's Wine has no 32-bit half; else the system's.
 *
 * @throws ProvisionProblem when there is none, or none that is new enough.
 */
export async function findWine(cache: string, environment: Readonly<Record<string, string | undefined>> = process.env): Promise<Wine> {
  const loader = findLoader(cache, environment)
  const result = await runTool(loader, ['--version'], { timeoutMs: 20_000, environment: { WINEDEBUG: '-all' } })
  const major = parseMajor(result.stdout)
  if (result.exitCode !== 0 || major === null) {
    throw new ProvisionProblem(`${loader} is no Wine: it does not answer to --version.`, installIt)
  }
  const version = firstLine(result.stdout)
  if (major < oldestMajor) {
    throw new ProvisionProblem(`${loader} is ${version}, and ${oldestMajor}.0 or newer is needed.`, installIt)
  }
  return { version, loader, loader64: findBeside(loader, ['wine64']) ?? loader, server: findServer(loader) }
}

/** The first number of `wine-8.0 (Debian …)`; null for anything else. */
export function parseMajor(version: string): number | null {
  const match = /^wine-(\d+)\.\d+/.exec(version.trim())
  return match ? Number(match[1]) : null
}

/** The file that a name on the search path stands for. */
export function findOnPath(name: string, path: string): string | null {
  const folders = path.split(delimiter).filter(isAbsolute)
  return folders.map(folder => join(folder, name)).find(isProgram) ?? null
}

const names = ['wine', 'wine64', 'wine-stable']
const usualFolders = ['/usr/bin', '/usr/lib/wine', '/opt/wine-stable/bin', '/opt/wine-staging/bin', '/opt/wine-devel/bin']

function findLoader(cache: string, environment: Readonly<Record<string, string | undefined>>): string {
  const chosen = environment['HANDLE_WIDTH_WINE'] ?? ''
  const path = environment['PATH'] ?? ''
  if (chosen !== '') {
    const loader = isAbsolute(chosen) ? chosen : findOnPath(chosen, path)
    if (loader !== null && isProgram(loader)) return loader
    throw new ProvisionProblem(`HANDLE_WIDTH_WINE names ${chosen}, which is no program.`, 'Name the path of a Wine, or unset the variable.')
  }
  const folders = [path, ...usualFolders].join(delimiter)
  const loader = findPrivateWine(cache) ?? names.map(name => findOnPath(name, folders)).find(found => found !== null)
  if (loader !== undefined) return loader
  throw new ProvisionProblem('Wine is not installed here.', installIt)
}

/** Debian's `wine` is a script in another folder than the loaders, hence /usr/lib/wine. */
function findBeside(loader: string, wanted: readonly string[]): string | null {
  const folders = [dirname(loader), dirname(realpathSync(loader)), ...(isDebianScript(loader) ? ['/usr/lib/wine'] : [])]
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
