import { closeSync, openSync, writeSync } from 'node:fs'
import type { JournalLine } from '../result/observation.ts'

/** Writes lines so that each is on its way to the file before the next call is made. */
export interface JournalWriter {
  write(line: JournalLine): void
  close(): void
}

/** A journal that can still say in which call the process died. */
export interface ProcessJournal extends JournalWriter {
  /** Writes that the process dies now, with an exception code as exit code; nothing where no call is under way. */
  died(exitCode: number): void
}

/** Opens a journal file for appending; synchronous, since the process may die in the next call. */
export function openJournal(path: string): ProcessJournal {
  const descriptor = openSync(path, 'a')
  let underWay: string | undefined
  const write = (line: JournalLine): void => {
    underWay = line.at === 'begin' ? line.step : undefined
    writeSync(descriptor, `${JSON.stringify(line)}\n`)
  }
  return {
    write,
    died(exitCode) { if (underWay !== undefined) write({ at: 'died', step: underWay, kind: 'crashed', exitCode }) },
    close() { closeSync(descriptor) }
  }
}
