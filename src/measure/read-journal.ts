import type { JournalLine } from '../result/observation.ts'
import { journalLineSchema } from '../result/observation-schema.ts'

function parseLine(line: string): JournalLine | undefined {
  try {
    return journalLineSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/**
 * Parses the lines of a journal. Ignored are an unterminated last line, cut off by the death of the process, and
 * any line that is not a journal line (a damaged process may write anything).
 */
export function readJournal(text: string): readonly JournalLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap(line => {
    const parsed = line === '' ? undefined : parseLine(line)
    return parsed ? [parsed] : []
  })
}
