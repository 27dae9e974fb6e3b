import t from 'tap'
import { gated } from '../../../../src/diagnose/patterns/gated.ts'

t.test('the first match in a text is given, whichever pattern has it', async t => {
  const pattern = gated(/\berror (\d+)/i, /\bstatus (\d+)/i)
  t.match(pattern.exec('Status 5, then error 6'), ['Status 5', '5'])
  t.match(pattern.exec('ERROR 6, then status 5'), ['ERROR 6', '6'])
  t.equal(pattern.exec('no number at all'), null)
  t.ok(pattern.test('Status 5'))
  t.notOk(pattern.test('status unknown'))
})

t.test('a text is tried anew after another one', async t => {
  const pattern = gated(/handle (?:is|was) closed/)
  for (const [text, isFound] of [
    ['the handle is closed', true],
    ['the handle is open', false],
    ['the handle was closed', true],
    ['', false],
  ] as const)
    t.equal(pattern.test(text), isFound, text)
})
