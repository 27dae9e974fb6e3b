import { rmSync } from 'node:fs'
import { lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import envPaths from 'env-paths'
import { ProvisionProblem, errorCodeOf } from './problem.ts'

/**
 * The folder in which fetched programs and the Wine prefix are kept between runs:
 * `HANDLE_WIDTH_CACHE`, or the user's cache folder.
 */
export function findCacheFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const chosen = environment['HANDLE_WIDTH_CACHE']
  return chosen === undefined || chosen === ''
    ? envPaths('handle-width', { suffix: '' }).cache
    : resolve(chosen)
}

/**
 * Creates the cache folder if needed, private to its owner, and returns its path.
 *
 * Programs are started from it, so a folder that belongs to another user, or that others can write to, is refused.
 * The permissions of an existing folder are not changed: it may be `/usr`.
 *
 * @throws ProvisionProblem when it cannot be created, is not a folder, belongs to another user, or others can
 * write to it.
 */
export async function openCache(folder: string = findCacheFolder()): Promise<string> {
  try {
    await makeFolders(folder)
  } catch (error) {
    throw cannotWrite(folder, error)
  }
  const found = await stat(folder)
  if (process.getuid === undefined) return folder
  requireOwner(`The cache folder ${folder}`, found)
  if ((found.mode & 0o022) !== 0)
    throw new ProvisionProblem(
      `Others can write into the cache folder ${folder}, and may have put programs there.`,
      `Take that right away (chmod go-w), or n${elsewhere.slice(1)}`,
    )
  return folder
}

/**
 * Creates a folder and its parents. Node's recursive mkdir never returns where a parent exists but nothing can be
 * created in it, as in /proc.
 */
async function makeFolders(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const above = dirname(folder)
    if (code !== 'ENOENT' || above === folder) throw error
    const found = await stat(above).catch(() => null)
    // For a path through a file, Windows reports only that it does not exist.
    if (found?.isFile()) throw Object.assign(new Error(`${above} is a file`), { code: 'ENOTDIR' })
    if (found) throw error
    await makeFolders(above)
    await makeFolders(folder)
  }
}

function requireOwner(what: string, { uid }: { readonly uid: number }): void {
  const owner = process.getuid?.()
  if (owner !== undefined && uid !== owner)
    throw new ProvisionProblem(
      `${what} belongs to another user (uid ${uid}, this is ${owner}).`,
      elsewhere,
    )
}

/**
 * A folder inside the cache, created if needed.
 *
 * @throws ProvisionProblem when a part of the path is a symbolic link (it could lead out of the cache), not a
 * folder, or another user's.
 */
export async function openFolder(cache: string, ...names: readonly string[]): Promise<string> {
  let folder = cache
  for (const name of names) {
    folder = join(folder, name)
    try {
      await mkdir(folder, { mode: 0o700 })
    } catch (error) {
      if (errorCodeOf(error) !== 'EEXIST') throw cannotWrite(folder, error)
    }
    await refuseLink(folder)
  }
  return folder
}

/** Whether a folder exists and is a real one. @throws ProvisionProblem when it is a symbolic link or a file. */
export async function hasFolder(folder: string): Promise<boolean> {
  try {
    await refuseLink(folder)
    return true
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

function partOf(target: string): string {
  return `${target}.part`
}

/**
 * Removes what a killed run left of `placeFolder`. Holding the lock means that no other run is using it. A program of
 * that run may be writing still, such as the tar that dpkg-deb starts: it ends when its folder is gone. Each try removes
 * all at once, with short pauses between them: with long ones, at each level of the tree, the program keeps ahead.
 */
export async function removeRemains(target: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      rmSync(partOf(target), { recursive: true, force: true })
      return
    } catch (error) {
      if (tried === mostTries) throw cannotWrite(target, error)
      await wait(tried)
    }
  }
}

/** With a pause after each that is one millisecond longer than the one before: five seconds. */
const mostTries = 100

/**
 * Fills a folder under a temporary name and then renames it into place, so that no incomplete folder is ever
 * visible. Replaces an existing one. Call it under the lock of that folder.
 */
export async function placeFolder(
  target: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = partOf(target)
  try {
    await removeRemains(target)
    await mkdir(temporary, { mode: 0o700 })
    await fill(temporary)
    await rm(target, { recursive: true, force: true })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error instanceof ProvisionProblem ? error : cannotWrite(target, error)
  }
}

/**
 * Writes a file into a folder of the cache, readable by its owner only, atomically, and never through an existing
 * symbolic link.
 */
export async function placeFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`
  try {
    await rm(temporary, { force: true })
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw cannotWrite(path, error)
  }
}

const elsewhere = 'Name another folder in HANDLE_WIDTH_CACHE.'

async function refuseLink(folder: string): Promise<void> {
  const found = await lstat(folder)
  if (found.isDirectory()) return requireOwner(`${folder} in the cache`, found)
  const what = found.isSymbolicLink() ? 'a symbolic link' : 'not a folder'
  throw new ProvisionProblem(
    `${folder} in the cache is ${what}.`,
    `Remove it, or name another folder in HANDLE_WIDTH_CACHE.`,
  )
}

function cannotWrite(path: string, error: unknown): Error {
  const code = errorCodeOf(error)
  if (code === '') return error instanceof Error ? error : new Error(String(error))
  return new ProvisionProblem(
    `Cannot write ${path} in the cache: ${reasons[code] ?? code}.`,
    elsewhere,
  )
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the folder is gone',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'something else is in its place',
}
