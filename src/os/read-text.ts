import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** Why a file that a user named cannot be read: the end of a sentence, without a full stop. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its symbolic links lead in a circle',
  ERR_INVALID_ARG_VALUE: 'its name has a character that no name of a file has',
}

function explain(error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new UnreadableFile(reasons[code] ?? `it cannot be opened (${code})`)
}

function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`
}

function decode(bytes: Uint8Array, mostBytes: number): string {
  if (bytes.length > mostBytes) throw new UnreadableFile(`it has more than ${sizeText(mostBytes)}`)
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableFile('it is UTF-16, and UTF-8 was expected; save it again as UTF-8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFile('it is no UTF-8 text')
  }
}

/** The bytes of a file or pipe, one more than `mostBytes` where there are more: enough to know. */
export async function readAtMost(path: string, mostBytes: number): Promise<Uint8Array> {
  try {
    const file = await open(path)
    // The stream closes the file. `end` counts its own byte, too.
    const parts: Buffer[] = []
    for await (const part of file.createReadStream({ end: mostBytes, highWaterMark: 256 * 1024 }))
      parts.push(part as Buffer)
    return Buffer.concat(parts)
  } catch (error) {
    throw explain(error)
  }
}

/**
 * The text of a file or pipe that a user named, without a byte order mark. Reads no more than it may
 * have, whatever size it claims: `/dev/zero` has none.
 *
 * @throws UnreadableFile where it is not there, too long, or no UTF-8.
 */
export async function readText(path: string, mostBytes: number): Promise<string> {
  return decode(await readAtMost(path, mostBytes), mostBytes)
}

/** The same at once, of files alone: a pipe could keep this process for ever, deaf to every signal. */
export function readTextSync(path: string, mostBytes: number): string {
  try {
    const found = statSync(path)
    if (found.isDirectory()) throw new UnreadableFile('it is a folder')
    if (!found.isFile()) throw new UnreadableFile('it is no file')
    return decode(readFrom(path, Math.min(found.size, mostBytes + 1)), mostBytes)
  } catch (error) {
    throw explain(error)
  }
}

function readFrom(path: string, bytes: number): Uint8Array {
  const descriptor = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    let length = 0
    for (let read = 1; read > 0 && length < bytes;) {
      read = readSync(descriptor, buffer, length, bytes - length, null)
      length += read
    }
    return buffer.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}
