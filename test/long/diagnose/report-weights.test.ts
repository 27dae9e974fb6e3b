import t from 'tap'
import { factsOf } from '../../../src/diagnose/terms/facts.ts'
import { weighTerms } from '../../../src/diagnose/terms/weigh.ts'
import { reportWeights } from '../../../src/diagnose/terms/weights.ts'
import { mistakeIds, mistakes, type MistakeId } from '../../../src/mistakes/index.ts'
import { fitReports, publicReports } from '../../../src/tools/public-reports.ts'

const reports = publicReports()
const folds = 8

t.test('the package carries what the public reports give', async t => {
  // As JSON: words such as `constructor` are keys too.
  t.ok(
    JSON.stringify(reportWeights()) === JSON.stringify(fitReports(reports)),
    'otherwise: npm run fit',
  )
})

interface Count {
  first: number
  three: number
  width: number
  all: number
}

const isMistake = (name: string): name is MistakeId => mistakeIds.some(id => id === name)

t.test('terms alone tell the causes of reports that the fit has not seen', async t => {
  const counts = {
    words: { first: 0, three: 0, width: 0, all: 0 },
    facts: { first: 0, three: 0, width: 0, all: 0 },
  }
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitReports(reports.filter((_, place) => place % folds !== fold))
    const often = mistakeIds.map((name, place) => [name, weights.seen[place] ?? 0] as const)
    for (const { classes, words, said } of reports.filter((_, place) => place % folds === fold)) {
      const [own = ''] = classes
      const add = (count: Count, terms: Parameters<typeof weighTerms>[1]): void => {
        const ranked = [...weighTerms(often, terms, weights, true)].sort(
          ([, one], [, other]) => other - one,
        )
        const accepted = ranked.map(([name]) => classes.includes(name))
        const ofWidth = ranked.reduce(
          (sum, [name, share]) => sum + (mistakes[name].width ? share : 0),
          0,
        )
        count.all++
        if (accepted[0]) count.first++
        if (accepted.slice(0, 3).includes(true)) count.three++
        if (isMistake(own) && ofWidth >= 0.5 === mistakes[own].width) count.width++
      }
      add(counts.words, { words, facts: [] })
      if (said) add(counts.facts, { words: [], facts: factsOf(said) })
    }
  }
  for (const [name, least] of [
    ['words', { first: 0.55, three: 0.75, width: 0.75 }],
    ['facts', { first: 0.64, three: 0.82, width: 0.82 }],
  ] as const) {
    const { all, ...own } = counts[name]
    const shares = Object.values(own).map(count => Math.round((100 * count) / all))
    t.comment(`${name}: ${shares.join(', ')} % of ${all}`)
    for (const key of ['first', 'three', 'width'] as const)
      t.ok(own[key] >= least[key] * all, `${name}: ${key} ${own[key]} of ${all}`)
  }
})
