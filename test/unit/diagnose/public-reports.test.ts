import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { mistakeIds, type MistakeId } from '../../../src/mistakes/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { otherTexts, publicReports, writtenReports } from '../../../src/tools/reports.ts'

function linesOf(name: string): readonly (readonly string[])[] {
  return readFileSync(join(packageFolder, 'fixtures/diagnose', name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'))
}

/** Accepted classes, whether it is one of width, its link, how the cause is known, and options as JSON. */
const reports = linesOf('public-reports.tsv')

function isMistake(name: string): name is MistakeId {
  return mistakeIds.some(id => id === name)
}

t.test(
  'each public report is listed once, with classes that exist, a link and a reason',
  async t => {
    for (const [names = '', width, link = '', reason = '', options = '', ...more] of reports) {
      t.same([names.split(',').filter(name => !isMistake(name)), more], [[], []], link)
      if (options !== '') t.type(JSON.parse(options), 'object', link)
      t.match(width, /^(?:width|not)$/, link)
      t.match(link, /^https:\/\/\S+$/)
      t.ok(reason.length > 20, link)
    }
    t.equal(new Set(reports.map(([, , link]) => link)).size, reports.length)
  },
)

t.test('the words of each public report are known, each once and in order', async t => {
  const words = linesOf('words-of-reports.tsv')
  t.same(
    words.map(([link]) => link),
    reports.map(([, , link]) => link),
  )
  for (const [link = '', own = '', facts = '', ...more] of words) {
    const list = own.split(' ')
    t.same([list, more], [[...new Set(list)].sort(), []], link)
    if (facts !== '')
      t.ok(
        facts.split('; ').every(fact => fact.includes(' ')),
        link,
      )
  }
})

t.test('publicReports() reads them, with what the options say', async t => {
  const read = publicReports()
  t.equal(read.length, reports.length)
  t.ok(read.filter(({ said }) => said !== undefined).length > 0.9 * read.length)
  t.ok(read.every(({ text }) => text.words.length > 0))
})

t.test(
  'reports that were written have causes that exist, and options that are understood',
  async t => {
    const written = writtenReports()
    t.ok(written.length > 5000)
    t.same(
      written.filter(
        ({ classes, text }) =>
          text.words.length === 0 || !classes.every(isMistake) || classes.length === 0,
      ),
      [],
    )
    t.equal(
      new Set(written.map(({ text }) => text.words.join(' '))).size,
      written.length,
      'each once',
    )
    t.ok(written.filter(({ said }) => said !== undefined).length > 0.9 * written.length)
    t.same(
      mistakeIds.filter(name => written.filter(({ classes }) => classes[0] === name).length < 20),
      [],
      'each cause has some',
    )
  },
)

t.test('texts about other things are there in number, each once', async t => {
  const texts = JSON.parse(
    readFileSync(join(packageFolder, 'fixtures/diagnose/other-texts.json'), 'utf8'),
  ) as readonly string[]
  t.ok(texts.length > 1000)
  t.equal(new Set(texts).size, texts.length)
  t.ok(otherTexts().every(words => words.length > 0))
})
