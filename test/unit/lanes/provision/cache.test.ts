import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import {
  findCacheFolder,
  hasFolder,
  openCache,
  openFolder,
  placeFile,
  placeFolder,
} from '../../../../src/lanes/provision/cache.ts'
import { ProvisionProblem } from '../../../../src/lanes/provision/problem.ts'
import { noLinks, noModes } from '../../../support/skips.ts'

t.test("findCacheFolder() takes HANDLE_WIDTH_CACHE, else the user's cache folder", async t => {
  t.equal(findCacheFolder({ HANDLE_WIDTH_CACHE: '/somewhere/else' }), resolve('/somewhere/else'))
  t.equal(findCacheFolder({ HANDLE_WIDTH_CACHE: 'relative' }), join(process.cwd(), 'relative'))
  t.match(findCacheFolder({ HANDLE_WIDTH_CACHE: '' }), /handle-width/)
  t.equal(findCacheFolder({}), findCacheFolder({ HANDLE_WIDTH_CACHE: '' }))
})

t.test(
  'openCache() makes a folder for its owner alone, and changes none that is there',
  { skip: noModes },
  async t => {
    const made = await openCache(join(t.testdir(), 'a', 'b'))
    t.equal(statSync(made).mode & 0o777, 0o700)
    chmodSync(made, 0o755)
    await openCache(made)
    t.equal(statSync(made).mode & 0o777, 0o755)
  },
)

t.test(
  'openCache() gives up where no folder can be made',
  { skip: !existsSync('/proc/self') && 'needs /proc' },
  async t => {
    await t.rejects(openCache('/proc/handle-width'), {
      message: 'Cannot write /proc/handle-width in the cache: the folder is gone.',
    })
  },
)

t.test('openCache() refuses what cannot be a cache, with one sentence', async t => {
  const folder = t.testdir({ file: '' })
  await t.rejects(
    openCache(join(folder, 'file')),
    new ProvisionProblem(
      `Cannot write ${join(folder, 'file')} in the cache: something else is in its place.`,
      'Name another folder in HANDLE_WIDTH_CACHE.',
    ),
  )
  await t.rejects(openCache(join(folder, 'file', 'below')), {
    message: /a part of the path is not a folder/,
  })
})

t.test(
  'openCache() refuses a folder of another user',
  { skip: process.getuid?.() !== 0 && 'needs root to give a folder away' },
  async t => {
    const folder = join(t.testdir(), 'theirs')
    mkdirSync(folder)
    chownSync(folder, 12345, 12345)
    await t.rejects(openCache(folder), {
      message: `The cache folder ${folder} belongs to another user (uid 12345, this is 0).`,
    })
  },
)

t.test(
  'openCache() refuses a folder into which others may have put something',
  { skip: noModes },
  async t => {
    const folder = join(t.testdir({ open: {} }), 'open')
    for (const mode of [0o777, 0o1777, 0o770]) {
      chmodSync(folder, mode)
      await t.rejects(openCache(folder), {
        name: 'ProvisionProblem',
        message: `Others can write into the cache folder ${folder}, and may have put programs there.`,
        remedy: 'Take that right away (chmod go-w), or name another folder in HANDLE_WIDTH_CACHE.',
      })
      t.equal(statSync(folder).mode & 0o7777, mode, 'its rights are as they were')
    }
  },
)

t.test(
  'openFolder() and hasFolder() refuse a folder of another user inside the cache',
  { skip: process.getuid?.() !== 0 && 'needs root to give a folder away' },
  async t => {
    const cache = t.testdir({ packages: {} })
    chownSync(join(cache, 'packages'), 12345, 12345)
    const theirs = {
      message: `${join(cache, 'packages')} in the cache belongs to another user (uid 12345, this is 0).`,
    }
    await t.rejects(openFolder(cache, 'packages'), theirs)
    await t.rejects(hasFolder(join(cache, 'packages')), theirs)
  },
)

t.test('placeFile() replaces a file whole', async t => {
  const folder = t.testdir({ old: 'old' })
  for (const name of ['old', 'new']) {
    await placeFile(join(folder, name), 'text')
    t.equal(readFileSync(join(folder, name), 'utf8'), 'text')
  }
  await t.rejects(placeFile(join(folder, 'nowhere', 'file'), 'text'), { name: 'ProvisionProblem' })
  t.same(readdirSync(folder).sort(), ['new', 'old'], 'nothing else is left')
})

t.test('placeFile() writes for its owner alone', { skip: noModes }, async t => {
  const folder = t.testdir({ old: 'old' })
  for (const name of ['old', 'new']) {
    await placeFile(join(folder, name), 'text')
    t.equal(lstatSync(join(folder, name)).mode & 0o777, 0o600)
  }
})

t.test('placeFile() replaces a link instead of what it leads to', { skip: noLinks }, async t => {
  const folder = t.testdir({ outside: 'theirs' })
  symlinkSync(join(folder, 'outside'), join(folder, 'link'))
  await placeFile(join(folder, 'link'), 'text')
  t.equal(readFileSync(join(folder, 'link'), 'utf8'), 'text')
  t.ok(lstatSync(join(folder, 'link')).isFile())
  t.equal(readFileSync(join(folder, 'outside'), 'utf8'), 'theirs')
})

t.test(
  'openFolder() does not follow a symbolic link out of the cache',
  { skip: noLinks },
  async t => {
    const folder = t.testdir({ outside: {}, cache: {} })
    const cache = join(folder, 'cache')
    symlinkSync(join(folder, 'outside'), join(cache, 'packages'))
    await t.rejects(openFolder(cache, 'packages', 'inner'), {
      message: `${join(cache, 'packages')} in the cache is a symbolic link.`,
    })
    t.notOk(existsSync(join(folder, 'outside', 'inner')))
    await t.rejects(hasFolder(join(cache, 'packages')), ProvisionProblem)
    t.equal(await hasFolder(join(cache, 'nothing')), false)
  },
)

t.test('placeFolder() replaces the old folder by the whole new one', async t => {
  const target = join(
    t.testdir({ target: { old: '' }, 'target.part': { 'of a killed run': '' } }),
    'target',
  )
  await placeFolder(target, async part => writeFileSync(join(part, 'new'), 'text'))
  t.equal(readFileSync(join(target, 'new'), 'utf8'), 'text')
  t.notOk(existsSync(join(target, 'old')))
  t.notOk(existsSync(`${target}.part`))
})

t.test('placeFolder() leaves the old folder and nothing else when filling fails', async t => {
  const target = join(t.testdir({ target: { old: '' } }), 'target')
  await t.rejects(
    placeFolder(target, async part => {
      writeFileSync(join(part, 'half'), '')
      throw new Error('no more')
    }),
    { message: 'no more' },
  )
  t.ok(lstatSync(join(target, 'old')))
  t.notOk(existsSync(`${target}.part`))
})
