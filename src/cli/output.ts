import { constants } from 'node:fs'
import { access, appendFile, lstat, mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { holdFile, writeWhole, type HeldFile } from '../os/write-whole.ts'
import { UserProblem } from '../os/problem.ts'
import { standardInput } from './words.ts'

/** The output streams of this program. */
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
  /** A notice for the user who waits. */
  notice(text: string): void {
    streams.err(`${text}\n`)
  },
}

/** Redirects all output until `work` ends, for callers that run the command line in their own process. Only one redirection at a time. */
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
 * Throws UserProblem where `path` cannot be written. Called before a long run, so that its result is not lost. A
 * device, a pipe and a dangling link are refused: a result is written under another name and renamed, which would
 * replace them.
 */
export async function assertWritable(path: string): Promise<void> {
  const refuse = (why: string): never => {
    throw new UserProblem(`Cannot write ${path}: ${why}; name another file`)
  }
  if (path === standardInput) return refuse('standard output is where it goes without a file')
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
  // Root could write to a read-only file, but that is probably not intended.
  if ((found.mode & 0o222) === 0) return refuse('it is read-only')
  await access(path, constants.W_OK).catch(() => refuse('it may not be written to'))
}

const held = new Map<string, HeldFile>()

/**
 * Opens the file of a result before it is measured; `writeResult` then writes to it. Throws UserProblem as
 * `assertWritable` does, and where the file cannot be created.
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

/** Closes and removes the files of results that were not written. */
export function releaseResults(): void {
  for (const file of held.values()) file.release()
  held.clear()
}

/** Creates a folder if needed, and checks that it is writable. Throws UserProblem where it is not. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UserProblem(
      `Cannot write into the folder ${path}: ${code === 'EEXIST' || code === 'ENOTDIR' ? 'it is a file' : code}; name another`,
    )
  }
}

/**
 * Writes a file atomically, under another name first. If that fails, the text goes to stdout, so that it is not
 * lost, and UserProblem is thrown.
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

/** Appends to a file that others append to as well, such as the summary of a CI job. Throws UserProblem where it cannot. */
export async function appendResult(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text)
  } catch (error) {
    throw new UserProblem(
      `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
