import t from 'tap'
import { rowOf } from '../../../src/diagnose/terms/weights.ts'
import { fitTerms, frequencies, type ReportTerms } from '../../../src/tools/fit-terms.ts'

const many = (count: number, classes: readonly string[], terms: string): readonly ReportTerms[] =>
  Array.from({ length: count }, () => ({ classes, terms: terms.split(' ') }))

const reports = [
  ...many(6, ['cut'], 'pointer handle'),
  ...many(6, ['busy'], 'port handle'),
  ...many(2, ['cut', 'busy'], 'seldom handle'),
]

t.test('fitTerms() gives terms the weights of the classes in whose reports they stand', async t => {
  const fitted = fitTerms(reports, ['cut', 'busy', 'never'])
  const { terms, bias } = fitted
  t.equal(bias.length, 3)
  t.same(Object.keys(terms), ['handle', 'pointer', 'port'], 'not what stands in two reports')
  const [cut = 0, busy = 0] = rowOf('pointer', fitted) ?? []
  t.ok(cut > 10 && busy < -10, `${cut} ${busy}`)
  const [less = 0, more = 0] = rowOf('port', fitted) ?? []
  t.ok(more > 10 && less < -10, `${less} ${more}`)
  const [one = 10, other = 10] = rowOf('handle', fitted) ?? []
  t.ok(Math.abs(one) < 10 && Math.abs(other) < 10, 'what stands in all tells nothing')
  t.ok(bias.every(Number.isInteger), 'whole tenths')
})

t.test('fitTerms() makes the same of the same', async t => {
  t.strictSame(fitTerms(reports, ['cut', 'busy']), fitTerms(reports, ['cut', 'busy']))
})

t.test('fitTerms() takes four reports that count a quarter for one', async t => {
  const often = reports.slice(0, 12)
  const quarters = often.flatMap(one =>
    one.classes[0] === 'cut' ? Array.from({ length: 4 }, () => ({ ...one, counts: 0.25 })) : [one],
  )
  const whole = fitTerms(often, ['cut', 'busy'])
  t.strictSame(fitTerms(quarters, ['cut', 'busy']), whole)
  t.notSame(fitTerms([...often, ...many(6, ['busy'], 'pointer')], ['cut', 'busy']), whole)
})

t.test('frequencies() shares a report among its classes, and leaves none at 0', async t => {
  const seen = frequencies(reports, ['cut', 'busy', 'never'])
  t.ok(Math.abs(seen.reduce((sum, share) => sum + share, 0) - 1) < 1e-9)
  t.equal(seen[0], seen[1])
  t.ok((seen[2] ?? 0) > 0 && (seen[2] ?? 1) < 0.05)
})
