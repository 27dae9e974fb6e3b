import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { cannotWriteJournal } from '../result/observation.ts'
import type { JournalLine } from '../result/observation.ts'

/** Writes each line to the file before the next call is made. */
export interface JournalWriter {
  write(line: JournalLine): void
  close(): void
}

/** Error codes that mean the disk takes no more. A closed descriptor is not among them, because a measured call may have closed it. */
const diskCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS']

/** A journal that can still record in which call the process died. */
export interface ProcessJournal extends JournalWriter {
  /** Records that the process is about to die with an exception code as exit code. Does nothing where no call is in progress. */
  died(exitCode: number): void
}

/**
 * Opens a journal file for appending. Synchronous, since the process may die in the next call. The parent has
 * created the file and reads it; a new file of the same name would never be read.
 */
export function openJournal(path: string): ProcessJournal {
  const descriptor = openOrEnd(path)
  let underWay: string | undefined
  const write = (line: JournalLine): void => {
    underWay = line.at === 'begin' ? line.step : undefined
    writeOrEnd(descriptor, `${JSON.stringify(line)}\n`)
  }
  return {
    write,
    died(exitCode) {
      if (underWay !== undefined) write({ at: 'died', step: underWay, kind: 'crashed', exitCode })
    },
    close() {
      closeSync(descriptor)
    },
  }
}

/** A file beyond the size limit would end this process, which would look like a crash of the call. */
process.on('SIGXFSZ', () => undefined)

function openOrEnd(path: string): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND)
  } catch {
    process.exit(cannotWriteJournal)
  }
}

/** Ends the process where the journal cannot be written: calls without a record would be useless. */
function writeOrEnd(descriptor: number, line: string): void {
  try {
    // Usually all of it is written at once, without a copy of its bytes.
    let written = writeSync(descriptor, line)
    if (written === Buffer.byteLength(line)) return
    const bytes = Buffer.from(line)
    while (written < bytes.length) written += writeSync(descriptor, bytes, written)
  } catch (error) {
    if (error instanceof Error && 'code' in error && diskCodes.includes(error.code))
      process.exit(cannotWriteJournal)
    throw error
  }
}
