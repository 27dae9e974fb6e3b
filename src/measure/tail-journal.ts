import { open, type FileHandle } from 'node:fs/promises'
import type { JournalLine } from '../result/observation.ts'
import { readJournal } from './read-journal.ts'

/** A journal is read up to this size; a child that writes without end has nothing more to say. Bytes. */
const longestJournal = 64 * 1024 * 1024
const pieceBytes = 1024 * 1024

/** A journal that is read while it grows. */
export interface JournalTail {
  readonly lines: readonly JournalLine[]
  /** The journal exceeds its maximum size; the rest is not read. */
  readonly flooded: boolean
  /** Reads what was added. Never rejects: an unreadable journal has no new lines. */
  read(): Promise<void>
  /** Closes the file. Idempotent; never rejects. */
  close(): Promise<void>
}

/**
 * Creates an empty journal at `path` and follows it from the start. The file is held open, so that it can be read
 * to its end even after somebody removes it.
 *
 * @throws the system's error where the file cannot be created.
 */
export async function makeJournal(
  path: string,
  limit: number = longestJournal,
): Promise<JournalTail> {
  const file = await open(path, 'w+', 0o600)
  const lines: JournalLine[] = []
  const piece = Buffer.alloc(pieceBytes)
  let position = 0
  let rest: Buffer = Buffer.alloc(0)
  const add = async (): Promise<void> => {
    for (let more = true; more && position < limit;) {
      const { bytesRead } = await file.read(
        piece,
        0,
        Math.min(pieceBytes, limit - position),
        position,
      )
      position += bytesRead
      const text = Buffer.concat([rest, piece.subarray(0, bytesRead)])
      const end = text.lastIndexOf(10) + 1
      rest = text.subarray(end)
      for (const line of readJournal(text.subarray(0, end).toString('utf8'))) lines.push(line)
      more = bytesRead === pieceBytes
    }
  }
  return {
    lines,
    get flooded() {
      return position >= limit
    },
    read: () => add().catch(() => undefined),
    close: () => closeQuietly(file),
  }
}

async function closeQuietly(file: FileHandle): Promise<void> {
  await file.close().catch(() => undefined)
}
