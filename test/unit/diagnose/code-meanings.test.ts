import t from 'tap'
import { nameOfError } from '../../../src/declare/win32/error-names.ts'
import { meaningOf, namesOfMeanings } from '../../../src/diagnose/code-meanings.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import { byRules } from '../../support/diagnose/by-rules.ts'

t.test('codes stand by the names that the Windows headers give them', async t => {
  const codes = namesOfMeanings().map(([code]) => Number(code))
  t.equal(new Set(codes).size, codes.length, 'each stands once')
  for (const [code, name] of namesOfMeanings()) t.equal(nameOfError(Number(code)), name, code)
})

t.test(
  'what a code says by itself is among the first three where nothing else is told',
  async t => {
    for (const [code, name] of namesOfMeanings()) {
      const meaning = meaningOf(String(Number(code)))
      const { ranking } = byRules(symptomOf({ failed: [code], ok: [], seen: [] }))
      t.ok(
        ranking.slice(0, 3).some(({ class: name }) => meaning?.classes.includes(name)),
        `${code} ${name}: ${ranking
          .slice(0, 3)
          .map(({ class: name }) => name)
          .join()}`,
      )
    }
    t.equal(meaningOf('6'), undefined)
    t.equal(meaningOf('87'), undefined)
  },
)

t.test('a DLL that is run has the bitness of the process', async t => {
  for (const options of [
    { failed: ['1114'] },
    { failed: ['LoadLibraryW=1114'], seen: ['call=module'] },
  ]) {
    const { ranking, excluded } = byRules(symptomOf({ ok: [], seen: [], ...options }))
    t.equal(ranking[0]?.class, 'failed-open')
    t.ok(excluded.some(({ classes }) => classes.includes('process-bitness')))
  }
})
