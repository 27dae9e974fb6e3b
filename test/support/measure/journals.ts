import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJournal } from '../../../src/measure/read-journal.ts'
import type { JournalLine } from '../../../src/result/observation.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** The text of a journal under fixtures/journals, by the name of its behaviour. */
export function journalText(name: string): string {
  return readFileSync(join(packageFolder, 'fixtures', 'journals', `${name}.jsonl`), 'utf8')
}

/** Its lines, as the parent parses them. */
export function journalOf(name: string): readonly JournalLine[] {
  return readJournal(journalText(name))
}
