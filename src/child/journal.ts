import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { cannotWriteJournal } from '../result/observation.ts'
import type { JournalLine } from '../result/observation.ts'

/** Writes lines so that each is on its way to the file before the next call is made. */
export interface JournalWriter {
  write(line: JournalLine): void
  close(): void
}

/** What the system says when it is the disk that cannot take more; a closed descriptor is not among it, which a call may have closed. */
const diskCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS']

/** A journal that can still say in which call the process died. */
export interface ProcessJournal extends JournalWriter {
  /** Writes that the process dies now, with an exception code as exit code; nothing where no call is under way. */
  died(exitCode: number): void
}

/**
 * Opens a journal file for appending; synchronous, since the process may die in the next call. The
 * parent made the file and reads it: another one of the same name would never be read.
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

/** A file beyond the size limit would end this process, which looks like a crash of the call. */
process.on('SIGXFSZ', () => undefined)

function openOrEnd(path: string): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND)
  } catch {
    process.exit(cannotWriteJournal)
  }
}

/** A process that cannot say what it does does nothing any more. */
function writeOrEnd(descriptor: number, line: string): void {
  try {
    const bytes = Buffer.from(line)
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
  } catch (error) {
    if (error instanceof Error && 'code' in error && diskCodes.includes(error.code))
      process.exit(cannotWriteJournal)
    throw error
  }
}
