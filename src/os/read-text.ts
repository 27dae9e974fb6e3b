import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'

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
  EMFILE: 'this process may open no more files',
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

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableFile('it is UTF-16, and UTF-8 was expected; save it again as UTF-8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFile('it is no UTF-8 text')
  }
}

function refuseOthers(found: Stats): void {
  if (found.isDirectory()) throw new UnreadableFile('it is a folder')
  if (!found.isFile()) throw new UnreadableFile('it is a device or a pipe, and a file was expected')
}

/** O_NONBLOCK, so that opening does not wait for the other end of a pipe: the file may have been replaced by one since it was checked. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

/**
 * Reads a file that a user or a file of theirs named. A folder, a device or a pipe is refused without being
 * opened: opening can block, and reading might never end.
 *
 * @throws UnreadableFile where it does not exist, is not a regular file, or has more than `mostBytes`.
 */
export function readBytes(path: string, mostBytes: number): Buffer {
  try {
    refuseOthers(statSync(path))
    const descriptor = openSync(path, openFlags)
    try {
      const found = fstatSync(descriptor)
      refuseOthers(found)
      return readFrom(descriptor, found.size, mostBytes)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw explain(error)
  }
}

/**
 * Reads a file in pieces, however long it is; folders, devices and pipes are refused as by `readBytes`. Each piece
 * is read into the same buffer.
 *
 * @throws UnreadableFile where it does not exist, or is not a regular file.
 */
export function* readPieces(path: string, bytes: number): Generator<Buffer> {
  let descriptor: number | undefined
  try {
    refuseOthers(statSync(path))
    descriptor = openSync(path, openFlags)
    refuseOthers(fstatSync(descriptor))
    const buffer = Buffer.allocUnsafe(bytes)
    for (;;) {
      const read = readSync(descriptor, buffer, 0, bytes, null)
      if (read === 0) return
      yield buffer.subarray(0, read)
    }
  } catch (error) {
    throw explain(error)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Files in /proc are longer than the size they report, so a file is read until its end. */
function readFrom(descriptor: number, size: number, mostBytes: number): Buffer {
  let buffer = Buffer.allocUnsafe(Math.min(size, mostBytes) + 1)
  let length = 0
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null)
    length += read
    if (length > mostBytes) throw new UnreadableFile(`it has more than ${sizeText(mostBytes)}`)
    if (read === 0) return buffer.subarray(0, length)
    if (length === buffer.length)
      buffer = Buffer.concat([buffer], Math.min(2 * length + 4096, mostBytes + 1))
  }
}

/**
 * The text of a stream, such as standard input.
 *
 * @throws UnreadableFile where it is too long, or is not UTF-8.
 */
export async function readStream(
  pieces: AsyncIterable<Uint8Array | string>,
  mostBytes: number,
): Promise<string> {
  const read: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    read.push(Buffer.from(piece))
    length += piece.length
    if (length > mostBytes) throw new UnreadableFile(`it has more than ${sizeText(mostBytes)}`)
  }
  return decode(Buffer.concat(read))
}

/**
 * The text of a file that a user named, without a byte order mark.
 *
 * @throws UnreadableFile where it does not exist, is not a regular file, is too long, or is not UTF-8.
 */
export function readText(path: string, mostBytes: number): string {
  return decode(readBytes(path, mostBytes))
}
