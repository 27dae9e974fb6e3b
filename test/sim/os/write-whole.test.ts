import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ownerWords } from '../../../src/os/owner.ts'
import { holdFile, writeWhole } from '../../../src/os/write-whole.ts'
import { runWithSmallFiles } from '../../support/file-limit.ts'

const onUnix = { skip: process.platform === 'win32' && 'Windows has no such files' }

t.test('writeWhole() writes, and replaces what was there', async t => {
  const folder = t.testdir({ old: 'old' })
  await writeWhole(join(folder, 'new'), 'ä')
  await writeWhole(join(folder, 'old'), 'new')
  t.equal(readFileSync(join(folder, 'new'), 'utf8'), 'ä')
  t.equal(readFileSync(join(folder, 'old'), 'utf8'), 'new')
  t.same(readdirSync(folder).sort(), ['new', 'old'])
})

t.test('writeWhole() keeps rights and links', onUnix, async t => {
  const folder = t.testdir({ real: 'old' })
  chmodSync(join(folder, 'real'), 0o600)
  symlinkSync('real', join(folder, 'link'))
  await writeWhole(join(folder, 'link'), 'new')
  t.ok(lstatSync(join(folder, 'link')).isSymbolicLink())
  t.equal(readFileSync(join(folder, 'real'), 'utf8'), 'new')
  t.equal(statSync(join(folder, 'real')).mode & 0o777, 0o600)
})

t.test('writeWhole() leaves the old file where the new one does not fit', onUnix, async t => {
  const folder = t.testdir({ run: 'old' })
  const write = `process.on('SIGXFSZ', () => {}); const { writeWhole } = await import(${JSON.stringify(new URL('../../../src/os/write-whole.js', import.meta.url).href)}); await writeWhole(${JSON.stringify(join(folder, 'run'))}, 'x'.repeat(100_000)).catch(error => { console.log(error.code) })`
  const { stdout } = await runWithSmallFiles(write)
  t.equal(stdout, 'EFBIG')
  t.equal(readFileSync(join(folder, 'run'), 'utf8'), 'old')
  t.same(readdirSync(folder), ['run'], 'and no part of the new one')
})

t.test('writeWhole() writes into a device and leaves it one', onUnix, async t => {
  await writeWhole('/dev/null', 'text')
  t.ok(lstatSync('/dev/null').isCharacterDevice())
  await t.rejects(writeWhole('/dev/full', 'text'), { code: 'ENOSPC' })
})

t.test('writeWhole() does not write over a folder', async t => {
  const folder = t.testdir({ run: {} })
  mkdirSync(join(folder, 'run', 'more'))
  writeFileSync(join(folder, 'run', 'more', 'kept'), '')
  await t.rejects(writeWhole(join(folder, 'run'), 'text'))
  t.same(readdirSync(folder), ['run'])
})

t.test('holdFile() takes a place, and gives it the name when it is written', async t => {
  const folder = t.testdir({ run: 'old' })
  const held = await holdFile(join(folder, 'run'))
  t.equal(readFileSync(join(folder, 'run'), 'utf8'), 'old')
  t.equal(readdirSync(folder).length, 2)
  await held.write('new')
  t.equal(readFileSync(join(folder, 'run'), 'utf8'), 'new')
  t.same(readdirSync(folder), ['run'])
  const other = await holdFile(join(folder, 'other'))
  other.release()
  other.release()
  t.same(readdirSync(folder), ['run'], 'what is not written is not there')
})

t.test('holdFile() says that its folder is gone', async t => {
  const folder = t.testdir({ gone: {} })
  const held = await holdFile(join(folder, 'gone', 'run'))
  rmSync(join(folder, 'gone'), { recursive: true })
  await t.rejects(held.write('text'), { code: 'ENOENT' })
  t.same(readdirSync(folder), [])
})

t.test('holdFile() removes what a killed process held, and nothing else', onUnix, async t => {
  // The process with this number began at another time.
  const gone = ownerWords().replace(/-\d+$/, '-1')
  const names = [`.handle-width-${ownerWords()}-7.part`, '.handle-width-elsewhere-1.part', 'a.part']
  const folder = t.testdir(
    Object.fromEntries([...names, `.handle-width-${gone}-7.part`].map(name => [name, ''])),
  )
  const held = await holdFile(join(folder, 'run'))
  held.release()
  t.same(readdirSync(folder).sort(), names.sort())
})
