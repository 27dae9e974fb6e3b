import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { factsOf } from '../../../src/diagnose/terms/facts.ts'
import { isLikeReports } from '../../../src/diagnose/terms/subject.ts'
import { weighTerms } from '../../../src/diagnose/terms/weigh.ts'
import { reportWeights, type ReportWeights } from '../../../src/diagnose/terms/weights.ts'
import { mistakeIds, mistakes, type MistakeId } from '../../../src/mistakes/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { fitReports } from '../../../src/tools/fit-reports.ts'
import {
  otherTexts,
  publicReports,
  writtenReports,
  type PublicReport,
} from '../../../src/tools/reports.ts'

const reports = publicReports()
const written = writtenReports()

t.test('the package carries what the public reports give', async t => {
  // As JSON: words such as `constructor` are keys too.
  t.ok(
    JSON.stringify(reportWeights()) === JSON.stringify(fitReports(reports, written, otherTexts())),
    'otherwise: npm run fit',
  )
})

type Classes = readonly (readonly [MistakeId, number])[]

/** What the rules answered to a report at first look, before anything was learned from its set. */
interface FirstLook {
  readonly set: number
  readonly given: string
  readonly link: string
  /** The first classes; empty where it was refused. */
  readonly first: ReadonlyMap<string, number>
  readonly width: number
}

const firstLooks: readonly FirstLook[] = readFileSync(
  join(packageFolder, 'fixtures/diagnose/first-looks.tsv'),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .slice(1)
  .map(line => {
    const [set, given = '', link = '', classes = '', width] = line.split('\t')
    const first = classes === '' ? [] : classes.split(', ').map(one => one.split(' '))
    return {
      set: Number(set),
      given,
      link,
      first: new Map(first.map(([name = '', share]) => [name, Number(share)])),
      width: Number(width),
    }
  })

/** A probability that was written as 0.00. */
const least = 0.0001

/** All classes: those that were written, and the others by how often they are seen. */
function classesOf({ first }: FirstLook, { seen }: ReportWeights): Classes {
  const often = mistakeIds.map((name, place) => [name, seen[place] ?? 0] as const)
  const isOther = ([name]: readonly [string, number]): boolean => !first.has(name)
  const sum = (list: readonly (readonly [string, number])[]): number =>
    list.reduce((total, [, share]) => total + share, 0)
  const left = Math.max(0.01, 1 - sum([...first])) / sum(often.filter(isOther))
  return often.map(([name, share]) => [name, Math.max(least, first.get(name) ?? left * share)])
}

interface Count {
  all: number
  first: number
  three: number
  width: number
  misled: number
}

const nothing = (): Count => ({ all: 0, first: 0, three: 0, width: 0, misled: 0 })

function add(
  count: Count,
  accepted: readonly string[],
  ranked: readonly string[],
  width: number | undefined,
): void {
  const isOfWidth = mistakeIds.some(name => name === accepted[0] && mistakes[name].width)
  count.all++
  if (accepted.includes(ranked[0] ?? '')) count.first++
  if (ranked.slice(0, 3).some(name => accepted.includes(name))) count.three++
  if (width !== undefined && width >= 0.5 === isOfWidth) count.width++
  if (width !== undefined && width > 0.5 && !isOfWidth) count.misled++
}

/** First answers of the rules with a share: how many, how many right, and what terms change. */
interface Changes {
  all: number
  right: number
  mended: number
  spoiled: number
}

const none = (): Changes => ({ all: 0, right: 0, mended: 0, spoiled: 0 })

function compare(
  changes: Changes,
  accepted: readonly string[],
  before: string | undefined,
  after: string | undefined,
): void {
  const [was, is] = [accepted.includes(before ?? ''), accepted.includes(after ?? '')]
  changes.all++
  if (was) changes.right++
  if (!was && is) changes.mended++
  if (was && !is) changes.spoiled++
}

/** Parts of the answers that terms must put right, at least. */
const gains = {
  /** Texts whose facts are known, too. */
  read: { first: 0.11, three: 0.13, width: 0.07 },
  text: { first: 0.09, three: 0.11, width: 0.08 },
  options: { first: 0.06, three: 0.06, width: 0.02 },
} as const

const others = otherTexts()

/** So many sets are left out of each fit. */
const setsAtOnce = 18

type Given = keyof typeof gains

/** Where an answer counts. */
function kindsOf({ given }: FirstLook, { isRead }: PublicReport): readonly Given[] {
  if (given !== 'text') return ['options']
  return isRead ? ['read', 'text'] : ['text']
}

/** A first look, weighed with terms. */
function ranked(
  look: FirstLook,
  { text, isRead, said }: PublicReport,
  weights: ReportWeights,
): Classes {
  // What a careful user would say is more than what is read from a text.
  const ofText = { words: text.words, facts: isRead ? text.facts : [] }
  const terms = look.given === 'text' ? ofText : { words: [], facts: said ? factsOf(said) : [] }
  return [...weighTerms(classesOf(look, weights), terms, weights, true)].sort(
    ([, one], [, other]) => other - one,
  )
}

function addRanked(count: Count, accepted: readonly string[], classes: Classes): void {
  add(
    count,
    accepted,
    classes.map(([name]) => name),
    classes.reduce((sum, [name, share]) => sum + (mistakes[name].width ? share : 0), 0),
  )
}

const counts = (): Record<Given, Count> => ({
  read: nothing(),
  text: nothing(),
  options: nothing(),
})

t.test('terms of other sets put first answers right, as docs/diagnose.md says', async t => {
  const [before, ofPublic, after] = [counts(), counts(), counts()]
  const [clear, open] = [none(), none()]
  /** Of texts about other things, and of public reports, that were left out of the fit: how many are taken for reports. */
  const taken = { others: 0, reports: 0, allReports: 0 }
  const setOf = new Map(firstLooks.map(({ link, set }) => [link, set]))
  const sets = Math.max(...setOf.values())
  const rounds = Math.ceil(sets / setsAtOnce)
  for (let round = 0; round < rounds; round++) {
    const isHeld = (set: number | undefined): boolean =>
      set !== undefined && Math.floor((set - 1) / setsAtOnce) === round
    const isLeftOut = (index: number): boolean => index % rounds === round
    const held = reports.filter(({ link }) => isHeld(setOf.get(link)))
    const known = reports.filter(({ link }) => !isHeld(setOf.get(link)))
    const knownOthers = others.filter((_, index) => !isLeftOut(index))
    const weights = fitReports(known, written, knownOthers)
    const publicWeights = fitReports(known, [], knownOthers)
    const isTaken = (words: readonly string[]): boolean => isLikeReports(words, weights)
    taken.others += others.filter((words, index) => isLeftOut(index) && isTaken(words)).length
    taken.allReports += held.length
    taken.reports += held.filter(({ text }) => isTaken(text.words)).length
    for (const look of firstLooks.filter(({ set }) => isHeld(set))) {
      const report = reports.find(({ link }) => link === look.link)
      if (!report) throw new Error(`${look.link} is no public report`)
      const { classes } = report
      const [top] = [...look.first.keys()]
      const kinds = kindsOf(look, report)
      for (const kind of kinds)
        add(
          before[kind],
          classes,
          [...look.first.keys()],
          top === undefined ? undefined : look.width,
        )
      const weighedByPublic = ranked(look, report, publicWeights)
      const weighed = ranked(look, report, weights)
      for (const kind of kinds) {
        addRanked(ofPublic[kind], classes, weighedByPublic)
        addRanked(after[kind], classes, weighed)
      }
      if (top !== undefined)
        compare((look.first.get(top) ?? 0) >= 0.9 ? clear : open, classes, top, weighed[0]?.[0])
    }
  }
  t.comment(`90 % or more: ${JSON.stringify(clear)}; less: ${JSON.stringify(open)}`)
  t.same(
    [clear, open],
    [
      { all: 1900, right: 1697, mended: 3, spoiled: 1 },
      { all: 2235, right: 1126, mended: 455, spoiled: 106 },
    ],
    'as src/diagnose/terms/weigh.ts says',
  )
  t.comment(`taken for reports: ${JSON.stringify(taken)} of ${others.length} others`)
  t.ok(taken.others < 0.05 * others.length, 'few texts about other things are taken for reports')
  t.ok(taken.reports > 0.7 * taken.allReports, 'most reports are taken for reports')
  for (const given of ['read', 'text', 'options'] as const) {
    const shares = ({ all, ...own }: Count): string =>
      Object.values(own)
        .map(count => ((100 * count) / all).toFixed(1))
        .join('/')
    const answers = [before[given], ofPublic[given], after[given]]
    t.comment(`${given}: ${before[given].all}; ${answers.map(shares).join('; ')}`)
    t.ok(before[given].all > 500, `${before[given].all} answers`)
    for (const key of ['first', 'three', 'width'] as const)
      t.ok(
        after[given][key] >= before[given][key] + gains[given][key] * before[given].all,
        `${given}, ${key}: ${before[given][key]}, then ${after[given][key]}`,
      )
    t.ok(after[given].first > ofPublic[given].first, `${given}: what written reports add`)
    t.ok(after[given].misled < before[given].misled, 'fewer look-alikes are taken for width')
  }
})
