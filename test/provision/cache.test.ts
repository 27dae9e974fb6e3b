import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { findCacheFolder, hasFolder, openCache, openFolder, placeFolder } from '../../src/provision/cache.ts'
import { ProvisionProblem } from '../../src/provision/problem.ts'

t.test('findCacheFolder() takes HANDLE_WIDTH_CACHE, else the user\'s cache folder', async t => {
  t.equal(findCacheFolder({ HANDLE_WIDTH_CACHE: '/somewhere/else' }), '/somewhere/else')
  t.equal(findCacheFolder({ HANDLE_WIDTH_CACHE: 'relative' }), join(process.cwd(), 'relative'))
  t.match(findCacheFolder({ HANDLE_WIDTH_CACHE: '' }), /handle-width/)
  t.equal(findCacheFolder({}), findCacheFolder({ HANDLE_WIDTH_CACHE: '' }))
})

t.test('openCache() makes a folder for its owner alone, and closes an open one', async t => {
  const made = await openCache(join(t.testdir(), 'a', 'b'))
  t.equal(statSync(made).mode & 0o777, 0o700)
  chmodSync(made, 0o755)
  await openCache(made)
  t.equal(statSync(made).mode & 0o777, 0o700)
})

t.test('openCache() refuses what cannot be a cache, with one sentence', async t => {
  const folder = t.testdir({ file: '' })
  await t.rejects(openCache(join(folder, 'file')), new ProvisionProblem(`Cannot write ${join(folder, 'file')} in the cache: something else is in its place.`, 'Name another folder in HANDLE_WIDTH_CACHE.'))
  await t.rejects(openCache(join(folder, 'file', 'below')), { message: /a part of the path is not a folder/ })
})

t.test('openCache() refuses a folder of another user', { skip: process.getuid?.() !== 0 && 'needs root to give a folder away' }, async t => {
  const folder = join(t.testdir(), 'theirs')
  mkdirSync(folder)
  const { chownSync } = await import('node:fs')
  chownSync(folder, 12345, 12345)
  await t.rejects(openCache(folder), { message: `The cache folder ${folder} belongs to another user (uid 12345, this is 0).` })
})

t.test('openFolder() does not follow a symbolic link out of the cache', async t => {
  const folder = t.testdir({ outside: {}, cache: {} })
  const cache = join(folder, 'cache')
  symlinkSync(join(folder, 'outside'), join(cache, 'packages'))
  await t.rejects(openFolder(cache, 'packages', 'inner'), { message: `${join(cache, 'packages')} in the cache is a symbolic link.` })
  t.notOk(existsSync(join(folder, 'outside', 'inner')))
  await t.rejects(hasFolder(join(cache, 'packages')), ProvisionProblem)
  t.equal(await hasFolder(join(cache, 'nothing')), false)
})

t.test('placeFolder() replaces the old folder by the whole new one', async t => {
  const target = join(t.testdir({ target: { old: '' }, 'target.part': { 'of a killed run': '' } }), 'target')
  await placeFolder(target, async part => writeFileSync(join(part, 'new'), 'text'))
  t.equal(readFileSync(join(target, 'new'), 'utf8'), 'text')
  t.notOk(existsSync(join(target, 'old')))
  t.notOk(existsSync(`${target}.part`))
})

t.test('placeFolder() leaves the old folder and nothing else when filling fails', async t => {
  const target = join(t.testdir({ target: { old: '' } }), 'target')
  await t.rejects(placeFolder(target, async part => {
    writeFileSync(join(part, 'half'), '')
    throw new Error('no more')
  }), { message: 'no more' })
  t.ok(lstatSync(join(target, 'old')))
  t.notOk(existsSync(`${target}.part`))
})
