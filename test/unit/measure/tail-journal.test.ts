import { appendFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { makeJournal } from '../../../src/measure/tail-journal.ts'
import { journalOf, journalText } from '../../support/measure/journals.ts'

t.test('makeJournal() reads what was added, at whatever byte the pieces are cut', async t => {
  const text = Buffer.from(journalText('clean').replaceAll('purge', 'pürge'))
  for (const size of [11, 77, 704, 11_000]) {
    const path = join(t.testdir({}), `journal-${size}`)
    const tail = await makeJournal(path)
    for (let at = 0; at < text.length; at += size) {
      await appendFile(path, text.subarray(at, at + size))
      await tail.read()
    }
    t.equal(
      JSON.stringify(tail.lines).replaceAll('pürge', 'purge'),
      JSON.stringify(journalOf('clean')),
      `pieces of ${size} bytes`,
    )
    await tail.close()
    await tail.close()
  }
})

t.test('makeJournal() begins an empty file, and only where it can', async t => {
  const path = join(t.testdir({ journal: journalText('clean') }), 'journal')
  const tail = await makeJournal(path)
  await tail.read()
  t.same(tail.lines, [])
  await tail.close()
  await t.rejects(makeJournal(join(path, 'journal')), {
    code: process.platform === 'win32' ? 'ENOENT' : 'ENOTDIR',
  })
})

t.test('makeJournal() reads to the end a journal that somebody removed', async t => {
  const path = join(t.testdir({}), 'journal')
  const tail = await makeJournal(path)
  await writeFile(path, journalText('clean'), { flag: 'a' })
  await rm(path)
  await tail.read()
  t.same(tail.lines, journalOf('clean'))
  await tail.close()
  await tail.read()
  t.same(tail.lines, journalOf('clean'), 'and after its end has no new lines')
})

t.test('makeJournal() is not confused by a file that was cut short', async t => {
  const path = join(t.testdir({}), 'journal')
  const tail = await makeJournal(path)
  await appendFile(path, journalText('clean'))
  await tail.read()
  await truncate(path, 3)
  await appendFile(path, '{"at":"bye"}\n')
  await tail.read()
  t.same(tail.lines, journalOf('clean'))
  await tail.close()
})

t.test(
  'makeJournal() stops at the length of no honest journal, and takes no more memory than that',
  async t => {
    const path = join(t.testdir({}), 'journal')
    const tail = await makeJournal(path, 3_000_000)
    await appendFile(path, journalText('clean'))
    await tail.read()
    t.equal(tail.flooded, false)
    const before = tail.lines.length
    const line = `${'x'.repeat(999_999)}\n`
    for (let at = 0; at < 4; at++) await appendFile(path, line)
    await tail.read()
    t.equal(tail.flooded, true)
    t.equal(tail.lines.length, before, 'noise is no line')
    await tail.close()
  },
)
