import { closeSync, openSync, writeSync } from 'node:fs'
import type { JournalLine } from '../result/observation.ts'

/** Writes lines so that each is on its way to the file before the next call is made. */
export interface JournalWriter {
  write(line: JournalLine): void
  close(): void
}

/** Opens a journal file for appending; synchronous, since the process may die in the next call. */
export function openJournal(path: string): JournalWriter {
  const descriptor = openSync(path, 'a')
  return {
    write(line) { writeSync(descriptor, `${JSON.stringify(line)}\n`) },
    close() { closeSync(descriptor) }
  }
}
