import type { JournalLine } from '../result/observation.ts'

const kinds = new Set<string>(['hello', 'plan', 'begin', 'end', 'rejected', 'skipped', 'died', 'plan-end', 'bye'] satisfies JournalLine['at'][])

function parseLine(line: string): JournalLine | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isLine = typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'string' && kinds.has(value.at)
    return isLine ? value as JournalLine : undefined
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
