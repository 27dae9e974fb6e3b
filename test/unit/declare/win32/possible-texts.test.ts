import t from 'tap'
import { possibleTexts } from '../../../../src/declare/win32/possible-texts.ts'

const texts = ['handle', 'The handle is invalid', 'поврежден', '句柄无效', 'ok', '']

t.test('a text that a line contains is possible, wherever it stands', async t => {
  const possible = possibleTexts(texts)
  for (const [index, text] of texts.entries())
    for (const line of [text, `a${text}`, `${text}b`, `ab${text}cd`, texts.join('-')])
      t.equal(possible(line)(index), true, `${JSON.stringify(text)} in ${JSON.stringify(line)}`)
})

t.test('a text of which three letters are missing is not', async t => {
  const possible = possibleTexts(texts)
  t.strictSame(
    texts.filter((_, index) => possible('the handel of a window')(index)),
    ['ok', ''],
  )
  // What an earlier line had does not count.
  t.equal(possible('handle')(0), true)
  t.equal(possible('hand le')(0), false)
  t.equal(possible('')(0), false)
})
