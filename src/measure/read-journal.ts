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
 * The lines of a journal. A last line without its end was cut by the death of the process and does not
 * count; neither does a line that is no journal line (a broken process may write anything).
 */
export function readJournal(text: string): readonly JournalLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap(line => {
    const parsed = line === '' ? undefined : parseLine(line)
    return parsed ? [parsed] : []
  })
}
