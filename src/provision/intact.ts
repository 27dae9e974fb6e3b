import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { hasFolder } from './cache.ts'

const markName = '.intact.json'

const markSchema = z.object({
  key: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number(), mtimeMs: z.number(), sha512: z.string() })),
})
type Mark = z.infer<typeof markSchema>

/** Notes in a finished folder what it holds, under a key that says what it was made from. */
export async function markIntact(folder: string, key: string): Promise<void> {
  const temporary = join(folder, `${markName}.${process.pid}`)
  await writeFile(temporary, JSON.stringify({ key, files: await describeFiles(folder) } satisfies Mark, null, 2))
  await rename(temporary, join(folder, markName))
}

/**
 * Whether a folder is there, was made from `key`, and still holds what was noted.
 *
 * Files whose size and time are as noted are not read again, so the answer costs no time.
 *
 * @throws ProvisionProblem when a symbolic link is in its place.
 */
export async function isIntact(folder: string, key: string): Promise<boolean> {
  if (!await hasFolder(folder)) return false
  const mark = await readMark(folder)
  if (mark === null || mark.key !== key) return false
  let touched = false
  for (const [name, noted] of Object.entries(mark.files)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found === null || found.size !== noted.bytes) return false
    if (found.mtimeMs === noted.mtimeMs) continue
    if (await hashFile(path) !== noted.sha512) return false
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
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile() || item.name.startsWith(markName)) continue
    const path = join(item.parentPath, item.name)
    const { size, mtimeMs } = await stat(path)
    files[path.slice(folder.length + 1)] = { bytes: size, mtimeMs, sha512: await hashFile(path) }
  }
  return files
}
