import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { tailJournal } from '../../src/run/tail-journal.ts'
import { journalOf, journalText } from './journals.ts'

t.test('tailJournal() reads what was added, at whatever byte the pieces are cut', async t => {
  const text = Buffer.from(journalText('clean').replaceAll('purge', 'pürge'))
  for (const size of [1, 7, 64, 1000]) {
    const path = join(t.testdir({}), `journal-${size}`)
    await writeFile(path, '')
    const tail = tailJournal(path)
    for (let at = 0; at < text.length; at += size * 11) {
      await appendFile(path, text.subarray(at, at + size * 11))
      await tail.read()
    }
    t.equal(JSON.stringify(tail.lines).replaceAll('pürge', 'purge'), JSON.stringify(journalOf('clean')), `pieces of ${size * 11} bytes`)
  }
})

t.test('tailJournal() of a file that is not there, is a folder, or goes away has no new lines', async t => {
  const folder = t.testdir({ journal: journalText('clean') })
  const none = tailJournal(join(folder, 'nothing'))
  await none.read()
  t.same(none.lines, [])
  await mkdir(join(folder, 'folder'))
  const wrong = tailJournal(join(folder, 'folder'))
  await wrong.read()
  t.same(wrong.lines, [])
  const gone = tailJournal(join(folder, 'journal'))
  await gone.read()
  await rm(join(folder, 'journal'))
  await gone.read()
  t.same(gone.lines, journalOf('clean'), 'what was read stays')
})

t.test('tailJournal() is not confused by a file that was cut short', async t => {
  const path = join(t.testdir({ journal: journalText('clean') }), 'journal')
  const tail = tailJournal(path)
  await tail.read()
  await writeFile(path, '{"at":"bye"}\n')
  await tail.read()
  t.same(tail.lines, journalOf('clean'))
})
