import { open } from 'node:fs/promises'
import type { JournalLine } from '../result/observation.ts'
import { readJournal } from './read-journal.ts'

/** More than this a journal is not read: a child that writes without end is not worth more. Bytes. */
const longestJournal = 256 * 1024 * 1024

/** A journal that grows while it is read. */
export interface JournalTail {
  readonly lines: readonly JournalLine[]
  /** Reads what was added. Never rejects: an unreadable journal has no new lines. */
  read(): Promise<void>
}

/** Follows the journal at `path` from its start. */
export function tailJournal(path: string): JournalTail {
  const lines: JournalLine[] = []
  let position = 0
  let rest = Buffer.alloc(0)
  const add = async (): Promise<void> => {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const length = Math.min(size, longestJournal) - position
      if (length <= 0) return
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
      position += bytesRead
      const text = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
      const end = text.lastIndexOf(10) + 1
      rest = text.subarray(end)
      lines.push(...readJournal(text.subarray(0, end).toString('utf8')))
    } finally {
      await file.close()
    }
  }
  return { lines, read: () => add().catch(() => undefined) }
}
