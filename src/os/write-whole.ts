import { lstatSync, rmSync } from 'node:fs'
import { open, readdir, realpath, rename, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { atExit } from './at-exit.ts'
import { isGone, ownerWords, parseOwner } from './owner.ts'

const usualMode = 0o666

let count = 0

/** A file that is open under a temporary name, and gets its final name only when complete. */
export interface HeldFile {
  /**
   * Writes the whole file, renames it and closes it.
   *
   * @throws the system's error; an existing file of that name is then unchanged.
   */
  write(text: string): Promise<void>
  /** Removes the temporary file if nothing was written. Idempotent. */
  release(): void
}

const partPattern = /^\.handle-width-(.*)-\d+\.part$/

/**
 * Creates a temporary file beside `path` and keeps it open before there is anything to write, so that a full disk
 * or missing permissions are found early. Removes such files of processes that were killed. A link stays a link.
 *
 * @throws the system's error.
 */
export async function holdFile(path: string): Promise<HeldFile> {
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => undefined)
  const folder = dirname(target)
  await sweepParts(folder)
  const part = join(folder, `.handle-width-${ownerWords()}-${++count}.part`)
  const file = await open(part, 'wx', old?.mode ?? usualMode)
  const release = (): void => {
    forget()
    void file.close().catch(() => undefined)
    rmSync(part, { force: true })
  }
  const forget = atExit(() => {
    rmSync(part, { force: true })
  })
  return {
    async write(text) {
      try {
        await writeAll(file, text)
        await rename(part, target)
      } finally {
        release()
      }
    },
    release,
  }
}

/** Node writes on where the system took only part of it, until that fails. Windows cannot rename an open file. */
async function writeAll(file: FileHandle, text: string): Promise<void> {
  await file.writeFile(text)
  await file.sync()
  await file.close()
}

const swept = new Set<string>()

/** Removes temporary files of this user's processes that were killed before they wrote their result. Never throws. */
async function sweepParts(folder: string): Promise<void> {
  if (swept.has(folder)) return
  swept.add(folder)
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = parseOwner(partPattern.exec(name)?.[1] ?? '')
    if (owner && isGone(owner) && isOwnFile(join(folder, name)))
      rmSync(join(folder, name), { force: true })
  }
}

function isOwnFile(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return (
    found?.isFile() === true && (process.getuid === undefined || found.uid === process.getuid())
  )
}

/**
 * Writes a file atomically: under a temporary name first, then renamed. A full disk therefore leaves the old file,
 * or none. A link stays a link. A device or a pipe is written to directly, since renaming would replace it (even
 * /dev/null) by a regular file.
 *
 * @throws the system's error.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const old = await stat(path).catch(() => undefined)
  if (!old || old.isFile() || old.isDirectory()) return (await holdFile(path)).write(text)
  const device = await open(path, 'w')
  try {
    await device.writeFile(text)
  } finally {
    await device.close()
  }
}
