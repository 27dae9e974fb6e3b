import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
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
    z.object({ bytes: z.number(), mtimeMs: z.number(), sha512: z.string() }),
  ),
})
type Mark = z.infer<typeof markSchema>

/** Notes in a finished folder what it holds, under a key that says what it was made from. */
export async function markIntact(folder: string, key: string): Promise<void> {
  await placeFile(
    join(folder, markName),
    JSON.stringify({ key, files: await describeFiles(folder) } satisfies Mark, null, 2),
  )
}

/**
 * Whether a folder is there, was made from `key`, and still holds what was noted.
 *
 * Files whose size and time are as noted are not read again, so the answer costs no time.
 *
 * @throws ProvisionProblem when a symbolic link is in its place.
 */
export async function isIntact(folder: string, key: string): Promise<boolean> {
  if (!(await hasFolder(folder))) return false
  const mark = await readMark(folder)
  if (mark === null || mark.key !== key) return false
  // A library that somebody laid beside a program would be loaded by it.
  if ((await filesIn(folder)).some(name => !Object.hasOwn(mark.files, name))) return false
  let touched = false
  for (const [name, noted] of Object.entries(mark.files)) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => null)
    if (found === null || !found.isFile() || found.size !== noted.bytes) return false
    if (found.mtimeMs === noted.mtimeMs) continue
    if ((await hashFile(path)) !== noted.sha512) return false
    touched = true
  }
  // A folder that was copied has new times: note them, so that the next run need not read the files.
  if (touched) await markIntact(folder, key)
  return true
}

/** SHA-512 of a file in base64. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64')
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
    files[name] = { bytes: size, mtimeMs, sha512: await hashFile(path) }
  }
  return files
}

/**
 * All files under a folder but the mark, and whatever else is no folder, by their paths in it. Windows
 * names them as others do: a program under Wine shares the cache with those outside of it.
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
