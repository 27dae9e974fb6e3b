import t from 'tap'
import { symptomOf, type SymptomOptions } from '../../../src/diagnose/options/index.ts'

const problemOf = (options: Partial<SymptomOptions>): string | undefined => {
  try {
    symptomOf({ failed: ['ReadFile=6'], ok: [], seen: [], ...options })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

t.test('two values of what has one alone contradict each other', async t => {
  for (const [one, other] of [
    ['open=succeeded', 'open=failed'],
    ['layout=right', 'layout=wrong'],
    ['before=worked', 'before=first'],
    ['redirected=yes', 'redirected=no'],
    ['rhythm=always', 'rhythm=sometimes'],
  ] as const) {
    const told = `${one} and ${other} contradict each other; give one`
    t.equal(problemOf({ seen: [one, other] }), told)
    t.equal(problemOf({ seen: [one, one] }), undefined, `${one} twice`)
  }
  t.equal(problemOf({ seen: ['hint=console', 'hint=subprocess'] }), undefined, 'hints add up')
})

t.test('an open that failed is none that succeeded, but beside another', async t => {
  const seen = ['open=failed']
  t.match(problemOf({ seen, ok: ['CreateFileW'] }), /--ok that CreateFileW succeeded/)
  t.equal(problemOf({ seen, ok: ['CloseHandle'] }), undefined)
  t.equal(problemOf({ seen, failed: ['OpenProcess=5'], ok: ['CreateFileW'] }), undefined)
})
