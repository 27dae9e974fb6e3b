import type { JournalLine } from '../result/observation.ts'
import { journalLineSchema } from '../result/observation-schema.ts'

/**
 * Lines that were read before, by their text. Most plans make the same calls, and in a simulation at the same times: of
 * 38,000 lines of a simulated run 3,000 differ.
 */
const known = new Map<string, JournalLine>()
const mostKnown = 10_000
/** A longer line is not kept. Characters. */
const longestKnown = 1000

function parseLine(line: string): JournalLine | undefined {
  const before = known.get(line)
  if (before) return before
  try {
    const { data } = journalLineSchema.safeParse(JSON.parse(line))
    if (data && line.length <= longestKnown) {
      if (known.size >= mostKnown) known.clear()
      known.set(line, data)
    }
    return data
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
