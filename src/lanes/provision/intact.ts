import { createHash } from 'node:crypto'
import { createReadStream, type BigIntStats } from 'node:fs'
import { lstat, readFile, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { hasFolder, placeFile } from './cache.ts'

const markName = '.intact.json'

const markSchema = z.object({
  key: z.string(),
  files: z.record(
    z.string(),
    z.object({ bytes: z.number(), mtimeMs: z.number(), sha256: z.string() }),
  ),
})
type Mark = z.infer<typeof markSchema>

/** Records the contents of a finished folder, under a key that identifies what it was made from. */
export async function markIntact(folder: string, key: string): Promise<void> {
  await placeFile(
    join(folder, markName),
    JSON.stringify({ key, files: await describeFiles(folder) } satisfies Mark, null, 2),
  )
}

/** What is compared besides names and sizes of the files. */
export interface Checked {
  /** The expected contents, pinned elsewhere, since the record in the folder could be forged along with the files. See `contentsOf`. */
  readonly contents?: string
  /** Files whose bytes are read, for a folder too large to read in full; the others are compared by modification time. */
  readonly bytesOf?: readonly string[]
}

/**
 * Whether a folder exists, was made from `key`, and still holds the recorded contents. By default reads every
 * byte: programs are started from it, and a modification time can be forged.
 *
 * @throws ProvisionProblem when a symbolic link is in its place.
 */
export async function isIntact(
  folder: string,
  key: string,
  { contents, bytesOf }: Checked = {},
): Promise<boolean> {
  if (!(await hasFolder(folder))) return false
  const mark = await readMark(folder)
  if (mark === null || mark.key !== key) return false
  if (contents !== undefined && contentsOf(mark.files) !== contents) return false
  // A program would load a library that somebody added beside it.
  if ((await filesIn(folder)).some(name => !Object.hasOwn(mark.files, name))) return false
  let touched = false
  for (const [name, noted] of Object.entries(mark.files)) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => null)
    if (found === null || !found.isFile() || found.size !== noted.bytes) return false
    const isOld = found.mtimeMs === noted.mtimeMs
    if (isOld && bytesOf !== undefined && !bytesOf.includes(name)) continue
    if ((await hashFile(path)) !== noted.sha256) return false
    touched ||= !isOld
  }
  // A copied folder has new modification times. Record them, so that the next run need not read the files.
  if (touched && bytesOf !== undefined) await markIntact(folder, key)
  return true
}

/** SHA-256 of files in base64, by path with forward slashes. */
export type Hashes = ReadonlyMap<string, string>

/**
 * What a package in the cache held when it was unpacked, by its record, which is compared with the pinned contents;
 * the files themselves are not read. `undefined` without such a record.
 */
export async function recordedFiles(
  folder: string,
  { integrity, contents }: { readonly integrity: string; readonly contents?: string },
): Promise<Hashes | undefined> {
  const mark = await readMark(folder)
  if (mark === null || mark.key !== integrity || contentsOf(mark.files) !== contents)
    return undefined
  return new Map(Object.entries(mark.files).map(([name, { sha256 }]) => [name, sha256]))
}

/** The files of a folder that are asked for. */
export async function hashFiles(
  folder: string,
  isAsked: (path: string) => boolean,
): Promise<Hashes> {
  const hashes = new Map<string, string>()
  for (const name of await filesIn(folder))
    if (isAsked(name)) hashes.set(name, await hashFile(join(folder, name)))
  return hashes
}

/**
 * Whether a folder exists and holds these files with these contents, and nothing else. Reads every byte.
 *
 * @throws ProvisionProblem when a symbolic link is in its place.
 */
export async function holdsExactly(folder: string, files: Hashes): Promise<boolean> {
  if (!(await hasFolder(folder))) return false
  const names = await filesIn(folder)
  if (names.length !== files.size) return false
  for (const name of names) {
    const path = join(folder, name)
    if (!files.has(name) || !(await lstat(path)).isFile()) return false
    if ((await hashFile(path)) !== files.get(name)) return false
  }
  return true
}

/** Names and bytes of files in one hash: SHA-256 in base64. */
function contentsOf(files: Mark['files']): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(files).sort()) hash.update(`${name}\0${files[name]?.sha256}\n`)
  return hash.digest('base64')
}

/** The current contents of a folder, in the pinned form. */
export async function readContents(folder: string): Promise<string> {
  return contentsOf(await describeFiles(folder))
}

/** Files up to this size are read in one piece, which costs a tenth of a stream. Bytes. */
const pieceBytes = 1024 * 1024

/** Large files that this process has read: several lanes start the same node.exe. */
const largeFiles = new Map<string, { readonly state: string; readonly sha256: string }>()

/** What changes with the contents of a file. The time of its last change (ctime) cannot be set by a program. */
function stateOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join()
}

/** SHA-256 of a file in base64. A large file is read again only after it was changed. */
export async function hashFile(path: string): Promise<string> {
  const found = await lstat(path, { bigint: true })
  const hash = createHash('sha256')
  if (found.size <= pieceBytes) return hash.update(await readFile(path)).digest('base64')
  const state = stateOf(found)
  const known = largeFiles.get(path)
  if (known?.state === state) return known.sha256
  await pipeline(createReadStream(path, { highWaterMark: pieceBytes }), hash)
  const sha256 = hash.digest('base64')
  // Changed while it was read: what was read may be neither of both.
  if (stateOf(await lstat(path, { bigint: true })) === state)
    largeFiles.set(path, { state, sha256 })
  return sha256
}

async function readMark(folder: string): Promise<Mark | null> {
  try {
    return markSchema.parse(JSON.parse(await readFile(join(folder, markName), 'utf8')))
  } catch {
    return null
  }
}

async function describeFiles(folder: string): Promise<Mark['files']> {
  const files: Mark['files'] = {}
  for (const name of await filesIn(folder)) {
    const path = join(folder, name)
    const { size, mtimeMs } = await lstat(path)
    files[name] = { bytes: size, mtimeMs, sha256: await hashFile(path) }
  }
  return files
}

/**
 * All files under a folder except the record, and any other entry that is not a folder, by relative path with
 * forward slashes: a program under Wine shares the cache with programs outside of it.
 */
async function filesIn(folder: string): Promise<string[]> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true })
  return items
    .filter(item => !item.isDirectory() && !item.name.startsWith(markName))
    .map(item =>
      join(item.parentPath, item.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
}
