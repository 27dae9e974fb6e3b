import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  hashFile,
  isIntact,
  markIntact,
  readContents,
} from '../../../../src/lanes/provision/intact.ts'
import { noLinks } from '../../../support/skips.ts'

const cases: {
  title: string
  intact: boolean
  harm(folder: string): void
  skip?: string | false
}[] = [
  { title: 'untouched', intact: true, harm() {} },
  {
    title: 'a file cut short',
    intact: false,
    harm: folder => writeFileSync(join(folder, 'deep', 'b'), 'b'),
  },
  {
    title: 'a file of the same size with other bytes',
    intact: false,
    harm: folder => writeFileSync(join(folder, 'a'), 'AAAA'),
  },
  {
    title: 'other bytes of the same size and time',
    intact: false,
    harm: folder => {
      writeFileSync(join(folder, 'a'), 'AAAA')
      utimesSync(join(folder, 'a'), 1, 1)
    },
  },
  {
    title: 'a library laid beside the files',
    intact: false,
    harm: folder => writeFileSync(join(folder, 'deep', 'version.dll'), ''),
  },
  {
    title: 'a link laid beside the files',
    intact: false,
    harm: folder => symlinkSync('/', join(folder, 'deep', 'link')),
    skip: noLinks,
  },
  {
    title: 'a link in the place of a file',
    intact: false,
    harm: folder => {
      renameSync(join(folder, 'a'), `${folder}.a`)
      symlinkSync(`${folder}.a`, join(folder, 'a'))
    },
    skip: noLinks,
  },
  {
    title: 'an empty folder more',
    intact: true,
    harm: folder => mkdirSync(join(folder, 'deep', 'empty')),
  },
  { title: 'a file gone', intact: false, harm: folder => rmSync(join(folder, 'a')) },
  {
    title: 'new times, same bytes',
    intact: true,
    harm: folder => utimesSync(join(folder, 'a'), 2, 2),
  },
  { title: 'the mark gone', intact: false, harm: folder => rmSync(join(folder, '.intact.json')) },
  {
    title: 'the mark cut in half',
    intact: false,
    harm: folder =>
      writeFileSync(
        join(folder, '.intact.json'),
        readFileSync(join(folder, '.intact.json'), 'utf8').slice(0, 40),
      ),
  },
  { title: 'the folder gone', intact: false, harm: folder => renameSync(folder, `${folder}.gone`) },
]

for (const { title, intact, harm, skip = false } of cases) {
  t.test(`isIntact() ${intact ? 'accepts' : 'notices'}: ${title}`, { skip }, async t => {
    const folder = join(t.testdir({ entry: { a: 'aaaa', deep: { b: 'bbbb' } } }), 'entry')
    utimesSync(join(folder, 'a'), 1, 1)
    await markIntact(folder, 'key')
    harm(folder)
    t.equal(await isIntact(folder, 'key'), intact)
    t.equal(await isIntact(folder, 'key'), intact, 'and says so again')
  })
}

t.test('isIntact() does not believe a note that was forged with what it vouches for', async t => {
  const folder = t.testdir({ a: 'aaaa' })
  const contents = await readContents(folder)
  await markIntact(folder, 'key')
  t.equal(await isIntact(folder, 'key', { contents }), true)
  writeFileSync(join(folder, 'a'), 'AAAA')
  await markIntact(folder, 'key')
  t.equal(await isIntact(folder, 'key'), true)
  t.equal(await isIntact(folder, 'key', { contents }), false)
})

t.test('isIntact() reads of a large folder the bytes of what is started', async t => {
  const folder = t.testdir({ program: 'aaaa', other: 'bbbb' })
  const write = (text: string) => {
    for (const name of ['program', 'other']) {
      writeFileSync(join(folder, name), text)
      utimesSync(join(folder, name), 1, 1)
    }
  }
  write('aaaa')
  await markIntact(folder, 'key')
  write('AAAA')
  t.equal(await isIntact(folder, 'key', { bytesOf: [] }), true)
  t.equal(await isIntact(folder, 'key', { bytesOf: ['program'] }), false)
})

t.test('isIntact() does not accept what was made from another key', async t => {
  const folder = t.testdir({ a: '' })
  await markIntact(folder, 'old')
  t.equal(await isIntact(folder, 'new'), false)
})

t.test('isIntact() refuses a symbolic link', { skip: noLinks }, async t => {
  const folder = t.testdir({ real: { a: '' } })
  await markIntact(join(folder, 'real'), 'key')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  await t.rejects(isIntact(join(folder, 'link'), 'key'), { name: 'ProvisionProblem' })
})

t.test('hashFile() is SHA-256 in base64', async t => {
  const folder = t.testdir({ abc: 'abc' })
  // The example of FIPS 180-4.
  t.equal(await hashFile(join(folder, 'abc')), 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=')
})

t.test(
  'a large file is read again when it was changed, whatever its size and time say',
  async t => {
    const file = join(t.testdir({}), 'large')
    const hashes: string[] = []
    for (const content of ['a', 'b', 'a']) {
      writeFileSync(file, content.repeat(2 * 1024 * 1024))
      utimesSync(file, 1, 1)
      hashes.push(await hashFile(file), await hashFile(file))
      // The clock of a file system ticks every few milliseconds.
      const { ctimeNs } = statSync(file, { bigint: true })
      do utimesSync(file, 1, 1)
      while (statSync(file, { bigint: true }).ctimeNs === ctimeNs)
    }
    const [a, , b] = hashes
    t.not(a, b)
    t.same(hashes, [a, a, b, b, a, a])
  },
)
