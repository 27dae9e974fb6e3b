import { constants } from 'node:fs'
import { access, appendFile, lstat, mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { holdFile, writeWhole, type HeldFile } from '../os/write-whole.ts'
import { UserProblem } from '../os/problem.ts'

/** What takes the output of this program. */
interface Streams {
  out(text: string): void
  err(text: string): void
}

let streams: Streams = {
  out(text) {
    process.stdout.write(text)
  },
  err(text) {
    process.stderr.write(text)
  },
}

/** The one place where this program writes to the terminal: results to stdout, everything else to stderr. */
export const output = {
  /** A result. */
  result(text: string): void {
    streams.out(text.endsWith('\n') ? text : `${text}\n`)
  },
  /** A notice for the person who waits. */
  notice(text: string): void {
    streams.err(`${text}\n`)
  },
}

/** Sends all output elsewhere until `work` ends, for those who drive the command line in their own process. One at a time. */
export async function withOutputTo<T>(elsewhere: Streams, work: () => Promise<T>): Promise<T> {
  const before = streams
  streams = elsewhere
  try {
    return await work()
  } finally {
    streams = before
  }
}

/**
 * Throws UserProblem where `path` cannot be written; asked before a long run, so that its result is not
 * lost. A device and a pipe are refused, and a link to nothing: a result is written whole under another
 * name and renamed, and would take their place.
 */
export async function assertWritable(path: string): Promise<void> {
  const refuse = (why: string): never => {
    throw new UserProblem(`Cannot write ${path}: ${why}; name another file`)
  }
  const folder = dirname(resolve(path))
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory() ?? false
  if (!isFolder) return refuse(`the folder ${folder} is not there`)
  await access(folder, constants.W_OK).catch(() => refuse(`the folder ${folder} is not writable`))
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : refuse(`it is no name of a file here (${error.code})`),
  )
  if (!there) return
  const found = await stat(path).catch(() => undefined)
  if (!found) return refuse('it is a link to nothing')
  if (found.isDirectory()) return refuse('it is a folder')
  if (!found.isFile()) return refuse('it is a device or a pipe, and a file was expected')
  // Root may write to what is read-only, and did not mean to.
  if ((found.mode & 0o222) === 0) return refuse('it is read-only')
  await access(path, constants.W_OK).catch(() => refuse('it may not be written to'))
}

const held = new Map<string, HeldFile>()

/**
 * Takes the place of a result before it is measured: what `writeResult` then writes goes to a file that is open
 * since. Throws UserProblem as `assertWritable` does, and where no file can be made there.
 */
export async function holdResult(path: string): Promise<void> {
  await assertWritable(path)
  if (held.has(path)) return
  try {
    held.set(path, await holdFile(path))
  } catch (error) {
    throw new UserProblem(
      `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}; name another file`,
    )
  }
}

/** Lets go of results that were not written after all. */
export function releaseResults(): void {
  for (const file of held.values()) file.release()
  held.clear()
}

/** Makes a folder if need be, and sees whether it can be written. Throws UserProblem where it cannot. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK)
  } catch (error) {
    throw new UserProblem(
      `Cannot write into the folder ${path}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}; name another`,
    )
  }
}

/**
 * Writes a whole file or nothing: under another name first, then renamed. Where that fails after all, the
 * text goes to stdout, so that it is not lost. Throws UserProblem then.
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await assertWritable(path)
    const whole = text.endsWith('\n') ? text : `${text}\n`
    const place = held.get(path)
    held.delete(path)
    await (place ? place.write(whole) : writeWhole(path, whole))
  } catch (error) {
    output.result(text)
    if (error instanceof UserProblem) throw error
    throw new UserProblem(
      `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}; what it should hold is on stdout`,
    )
  }
}

/** Adds to a file that others add to as well, such as the summary of a CI job. Throws UserProblem where it cannot. */
export async function appendResult(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text)
  } catch (error) {
    throw new UserProblem(
      `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
