import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { pastedReports } from '../../../src/diagnose/public-reports.ts'
import { mistakeIds, type MistakeId } from '../../../src/mistakes/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

/** Accepted classes, whether it is one of width, its link, and how the cause is known. */
const [, ...reports] = readFileSync(
  join(packageFolder, 'fixtures/diagnose/public-reports.tsv'),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map(line => line.split('\t'))

function isMistake(name: string): name is MistakeId {
  return mistakeIds.some(id => id === name)
}

t.test(
  'each public report is listed once, with classes that exist, a link and a reason',
  async t => {
    for (const [names = '', width, link = '', reason = '', ...more] of reports) {
      t.same([names.split(',').filter(name => !isMistake(name)), more], [[], []], link)
      t.match(width, /^(?:width|not)$/, link)
      t.match(link, /^https:\/\/\S+$/)
      t.ok(reason.length > 20, link)
    }
    t.equal(new Set(reports.map(([, , link]) => link)).size, reports.length)
  },
)

t.test('pastedReports() counts them by class', async t => {
  const counts = new Map<string, number>()
  for (const [names = ''] of reports) {
    const own = names.split(',')
    for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1 / own.length)
  }
  const rounded = [...counts].map(
    ([name, count]) => [name, Math.max(1, Math.round(count))] as const,
  )
  t.same(
    mistakeIds.flatMap(name => {
      const count = Math.round(pastedReports(name) / 0.25)
      return count === 0 ? [] : [[name, count]]
    }),
    mistakeIds.flatMap(name => rounded.filter(([own]) => own === name)),
  )
})
