import t from 'tap'
import { fitsGlob } from '../../../src/result/glob.ts'

const cases: readonly (readonly [pattern: string, text: string, fits: boolean])[] = [
  ['handle-u32', 'handle-u32', true],
  ['handle-u32', 'handle-u322', false],
  ['handle', 'handle-u32', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['handle-*', 'handle-u32', true],
  ['*-u32', 'handle-u32', true],
  ['h*e-*2', 'handle-u32', true],
  ['*u*u*', 'handle-u32', false],
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a*b*b', 'ab', false],
  ['wine-?64', 'wine-x64', true],
  ['wine-?64', 'wine-64', false],
  ['*?', '', false],
  ['a.c', 'abc', false],
  ['a\nb*', 'a\nbc', true],
]
for (const [pattern, text, fits] of cases) {
  t.test(`fitsGlob(${JSON.stringify(pattern)}, ${JSON.stringify(text)}) is ${fits}`, async t => {
    t.equal(fitsGlob(pattern, text), fits)
  })
}

t.test('fitsGlob() takes a moment for what keeps a regular expression for years', async t => {
  t.equal(fitsGlob(`${'*a'.repeat(40)}*b`, 'a'.repeat(200)), false)
  t.equal(fitsGlob('*'.repeat(100_000), 'a'.repeat(200)), true)
})
