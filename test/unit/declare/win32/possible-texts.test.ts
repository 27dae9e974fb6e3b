import t from 'tap'
import { possibleTexts } from '../../../../src/declare/win32/possible-texts.ts'

const texts = ['handle', 'The handle is invalid', 'поврежден', '句柄无效', 'ok', '']
const possible = possibleTexts(texts)

t.test('a text that a line contains is possible, wherever it stands', async t => {
  for (const [index, text] of texts.entries())
    for (const line of [text, `a${text}`, `${text}b`, `ab${text}cd`, texts.join('-')])
      t.ok(possible(line).includes(index), `${JSON.stringify(text)} in ${JSON.stringify(line)}`)
  t.strictSame(possible(texts.join('-')), [0, 1, 2, 3, 4, 5], 'in their order, each once')
})

t.test('a text of whose groups of three letters the line has none is left out', async t => {
  for (const line of ['', 'ab', 'a hnadel of windows'])
    t.strictSame(
      possible(line).map(index => texts[index]),
      ['ok', ''],
      line,
    )
})
