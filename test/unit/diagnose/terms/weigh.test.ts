import t from 'tap'
import { diagnose } from '../../../../src/diagnose/diagnose.ts'
import { mostOfThin } from '../../../../src/diagnose/temper.ts'
import type { Terms } from '../../../../src/diagnose/terms/terms.ts'
import { termsInCommon, weighTerms } from '../../../../src/diagnose/terms/weigh.ts'
import { isLikeReports } from '../../../../src/diagnose/terms/subject.ts'
import { packRow, rowOf, type ReportWeights } from '../../../../src/diagnose/terms/weights.ts'
import { piecesOf } from '../../../../src/diagnose/terms/words.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import { mistakes, type MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

/** Each piece of a word with the same weights. */
const ofWord = (word: string, row: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries(piecesOf([word]).map(piece => [piece, packRow(row)]))

/** What some terms would say, strongly. */
const weights: ReportWeights = {
  schemaVersion: 3,
  classes: ['no-console', 'arg-truncated', 'bad-parameter', 'busy'],
  seen: [0.25, 0.25, 0.25, 0.25],
  texts: {
    bias: [0, 0, 0, 0],
    terms: {
      ...ofWord('terminal', [60, -10, -10, -10]),
      ...ofWord('screen', [50, -10, -10, -10]),
      ...ofWord('pointer', [-10, 60, -10, -10]),
      ...ofWord('tty', [60, -10, -10, -10]),
    },
  },
  facts: {
    bias: [0, 0, 0, 0],
    terms: { 'outcome 5': packRow([-10, -10, -10, 30]), 'outcome 6': packRow([0, 0, 0, 0]) },
  },
  subject: {
    bias: [0, 0],
    terms: { ...ofWord('terminal', [20, -20]), ...ofWord('recipe', [-20, 20]) },
  },
}

type Classes = readonly (readonly [MistakeId, number])[]

const even: Classes = [
  ['no-console', 0.3],
  ['arg-truncated', 0.4],
  ['bad-parameter', 0.3],
  ['busy', 0],
]

const filler = 'aaa bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm ooo ppp'.split(' ')
const words = (...own: readonly string[]): Terms => ({ words: [...own, ...filler], facts: [] })
const firstOf = (classes: Classes): MistakeId | undefined =>
  [...classes].sort(([, one], [, other]) => other - one)[0]?.[0]
const shareOf = (classes: Classes, name: MistakeId): number =>
  classes.find(([own]) => own === name)?.[1] ?? 0

for (const [title, terms, first] of [
  ['a word of one class', words('terminal'), 'no-console'],
  ['a word of another', words('pointer'), 'arg-truncated'],
  ['words that are not known', words('unheard', 'constructor'), 'arg-truncated'],
  ['too few words', { words: ['terminal'], facts: [] }, 'arg-truncated'],
  ['a fact of a class that is ruled out', { words: [], facts: ['outcome 5'] }, 'no-console'],
] as const)
  t.test(`weighTerms(): ${title}: ${first}`, async t => {
    const after = weighTerms(even, terms, weights, true)
    t.equal(firstOf(after), first)
    t.ok(Math.abs(after.reduce((sum, [, share]) => sum + share, 0) - 1) < 1e-9)
    t.equal(shareOf(after, 'busy'), 0, 'what facts rule out stays so')
  })

t.test('packRow() and rowOf() are the inverse of each other, within bounds', async t => {
  const row = Array.from({ length: 91 }, (_, index) => index - 30)
  t.same(rowOf('one', { bias: [], terms: { one: packRow(row) } }), row)
  t.same(rowOf('one', { bias: [], terms: { one: packRow([-99, 99]) } }), [-30, 60])
  t.equal(rowOf('toString', { bias: [], terms: {} }), undefined)
  t.match(packRow(row), /^[\x20-\x7e]+$/, 'printable')
})

t.test('weighTerms() changes nothing where no term is known', async t => {
  t.strictSame(weighTerms(even, words('unheard'), weights, true), even)
  t.strictSame(weighTerms(even, { words: [], facts: [] }, weights, false), even)
})

t.test(
  'weighTerms() says less where the rules are clear, or their evidence is not thin',
  async t => {
    const terms: Terms = { words: [], facts: ['outcome 5'] }
    const open: Classes = [
      ['no-console', 0.6],
      ['busy', 0.4],
    ]
    const clear: Classes = [
      ['no-console', 0.9],
      ['busy', 0.1],
    ]
    const thin = shareOf(weighTerms(open, terms, weights, true), 'busy')
    const rich = shareOf(weighTerms(open, terms, weights, false), 'busy')
    t.ok(thin > 0.9 && rich < thin && rich > 0.4, `${thin} ${rich}`)
    const half: Terms = { words: [], facts: ['outcome 6'] }
    t.ok(shareOf(weighTerms(clear, half, weights, true), 'no-console') > 0.89)
    const [ofClear, ofOpen] = [clear, open].map(classes => {
      const before = shareOf(classes, 'busy') / shareOf(classes, 'no-console')
      const after = weighTerms(classes, terms, weights, true)
      return shareOf(after, 'busy') / shareOf(after, 'no-console') / before
    })
    t.ok((ofClear ?? 0) > 1 && (ofClear ?? 0) < (ofOpen ?? 0), `${ofClear} ${ofOpen}`)
    const few: Terms = { words: ['unheard'], facts: ['outcome 5'] }
    const ofFew = shareOf(weighTerms(open, few, weights, true), 'busy')
    t.equal(ofFew, rich, 'few words are weighed as what is not thin')
  },
)

t.test('isLikeReports() asks what the words of a text are about', async t => {
  t.ok(isLikeReports(words('terminal').words, weights))
  t.notOk(isLikeReports(words('recipe').words, weights))
  t.notOk(isLikeReports(['terminal'], weights), 'too few words')
  t.notOk(
    isLikeReports(words('unheard').words, { ...weights, subject: { bias: [0, 0], terms: {} } }),
  )
})

t.test(
  'weighTerms() holds width for rarer among what people paste than in the reports',
  async t => {
    const classes: Classes = [
      ['arg-truncated', 0.5],
      ['busy', 0.5],
    ]
    const terms: Terms = { words: [], facts: ['outcome 6'] }
    t.ok(shareOf(weighTerms(classes, terms, weights, true), 'arg-truncated') < 0.4)
    t.equal(shareOf(weighTerms(classes, terms, weights, false), 'arg-truncated'), 0.5)
  },
)

t.test('termsInCommon() names the terms that speak most for a class', async t => {
  // A word of three letters is in any text.
  const terms = words('screen', 'tty', 'terminal', 'pointer')
  t.same(termsInCommon('no-console', terms, weights), ['terminal', 'screen'])
  t.same(termsInCommon('arg-truncated', terms, weights), [], 'a single one is chance')
  t.same(termsInCommon('no-console', { words: ['terminal', 'screen'], facts: [] }, weights), [])
})

t.test('what is thin stays so, whatever reports add', async t => {
  for (const text of [
    'mscorlib.dll!System.IO.__Error.WinIOError(int errorCode, string maybeFullPath)\nmscorlib.dll!System.Console.GetBufferInfo(bool throwOnNoConsole, out bool succeeded)\nAn IOException is thrown in a WPF application, not in a console.',
    'OverflowError: int too long to convert, in ctypes with user32.GetWindowTextW(hwnd) of a 64-bit Python',
  ]) {
    const { ranking, thin } = diagnose(parseText(text))
    const [first, second] = ranking
    t.type(thin, 'string')
    t.ok((first?.score ?? 1) <= mostOfThin + 1e-6 && (first?.score ?? 0) > 0.8, `${first?.score}`)
    t.ok((second?.score ?? 0) > 0.005, 'the next is visible')
  }
})

t.test('reports put an answer right that the rules leave open, and say why', async t => {
  const symptom = parseText(
    'Our service starts, writes to the terminal and dies: WriteConsole returned FALSE. It was installed as a Windows service, where no console is allocated and stdout is redirected.\nerror 6',
  )
  const { ranking } = diagnose(symptom)
  t.equal(ranking[0]?.class, 'no-console')
  t.ok((ranking[0]?.score ?? 0) >= (byRules(symptom).ranking[0]?.score ?? 1) - 0.1)
  t.match(
    ranking[0]?.evidence.map(({ text }) => text).join('\n'),
    /reports of this cause often have: .*console/,
  )
})

t.test(
  'a text about calls of Windows that tells no failure is answered, and undecided',
  async t => {
    const symptom = parseText(
      'The SOCKET of accept() is kept in an int and compared with 0, which is wrong on Windows, where INVALID_SOCKET is all ones and unsigned; the check is always true.',
    )
    const { ranking, thin, width } = diagnose({ ...symptom, failed: [], described: [] })
    t.type(thin, 'string')
    t.ok(ranking.length >= 3)
    t.ok((ranking[0]?.score ?? 1) < 0.85 && width < 0.9, `${ranking[0]?.score} ${width}`)
    t.ok(ranking.some(({ class: name }) => mistakes[name].width))
  },
)
