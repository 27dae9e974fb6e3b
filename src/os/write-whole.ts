import { rmSync } from 'node:fs'
import { open, realpath, rename, stat } from 'node:fs/promises'
import process from 'node:process'
import { atExit } from './at-exit.ts'

const usualMode = 0o666

let count = 0

/**
 * Writes a whole file or nothing: beside its place first, then renamed. What is not on the disk to its last
 * byte never gets the name, so a full disk leaves the old file, or none. A link stays a link. A device or a pipe is
 * written to; a file renamed to its name would take its place, and /dev/null would be one from then on.
 *
 * @throws the system's error.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => undefined)
  if (old && !old.isFile() && !old.isDirectory()) return writeInto(target, 'w', text, usualMode)
  const part = `${target}.${process.pid}-${++count}.part`
  const remove = (): void => {
    rmSync(part, { force: true })
  }
  const forget = atExit(remove)
  try {
    await writeInto(part, 'wx', text, old?.mode ?? usualMode)
    await rename(part, target)
  } finally {
    forget()
    remove()
  }
}

/** Node goes on where the system took a part only, until that fails. */
async function writeInto(
  path: string,
  flags: 'w' | 'wx',
  text: string,
  mode: number,
): Promise<void> {
  const file = await open(path, flags, mode)
  try {
    await file.writeFile(text)
    if (flags === 'wx') await file.sync()
  } finally {
    await file.close()
  }
}
