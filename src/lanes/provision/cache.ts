import { lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
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
 * Makes the cache folder if need be, private to its owner, and returns its path.
 *
 * Programs are started from it, so a folder of somebody else is refused, and one into which others may
 * have put something. The rights of a folder that is there already are not changed: it may be `/usr`.
 *
 * @throws ProvisionProblem when it cannot be made, is no folder, belongs to another user, or others can write into it.
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

/** Makes a folder and those above it. Node's own way of doing that never ends where a folder above is there and none can be made in it, as in /proc. */
async function makeFolders(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const above = dirname(folder)
    if (code !== 'ENOENT' || above === folder) throw error
    const found = await stat(above).catch(() => null)
    // Windows says of a path through a file only that it is not there.
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
 * A folder inside the cache, made if it is not there.
 *
 * @throws ProvisionProblem when a part of the way is a symbolic link (it could lead out of the cache), no folder, or another user's.
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

/** Whether a folder is there and is a real one. @throws ProvisionProblem when it is a symbolic link or a file. */
export async function hasFolder(folder: string): Promise<boolean> {
  try {
    await refuseLink(folder)
    return true
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

/**
 * Fills a folder under a temporary name and lays it in place by renaming, so that nobody ever sees
 * half of it. What was in its place is removed. Call it under the lock of that place.
 */
export async function placeFolder(
  target: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${target}.part`
  try {
    // A run that was killed leaves its part behind; the lock says that nobody works on it now.
    await rm(temporary, { recursive: true, force: true })
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
 * Puts a file into a folder of the cache, for its owner alone: whole or not at all, and never through a
 * symbolic link that stands in its place.
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
