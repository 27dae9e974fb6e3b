import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { cannotWriteJournal } from '../../../src/result/observation.ts'
import { runWithSmallFiles } from '../../support/file-limit.ts'

const onUnix = process.platform === 'win32' ? { skip: 'a Unix shell limits the size of files' } : {}
const journal = new URL('../../../src/child/journal.js', import.meta.url).href

t.test('a journal that takes a line in part ends the child', onUnix, async t => {
  const path = join(t.testdir({ journal: '' }), 'journal')
  // The last line, so that no later one fails in its place; with letters of several bytes.
  const write = `const { openJournal } = await import(${JSON.stringify(journal)})
    openJournal(${JSON.stringify(path)}).write({ at: 'rejected', step: 'open', message: '\u00e4'.repeat(5000) })`
  const { exitCode } = await runWithSmallFiles(write)
  t.equal(exitCode, cannotWriteJournal)
  t.ok(readFileSync(path).length > 0, 'some of it was written')
})
