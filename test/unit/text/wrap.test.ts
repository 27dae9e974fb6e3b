import t from 'tap'
import { wrapWords } from '../../../src/text/wrap.ts'

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`

for (const { title, text, width, lines } of [
  { title: 'words', text: 'one two three', width: 7, lines: ['one two', 'three'] },
  { title: 'a break of the text', text: 'one\ntwo three', width: 9, lines: ['one', 'two three'] },
  {
    title: 'a word that is too wide',
    text: 'a unbreakable b',
    width: 5,
    lines: ['a', 'unbreakable', 'b'],
  },
  {
    title: 'a sign of comparison, its number and the unit',
    text: '(most likely, > 99 %), then',
    width: 17,
    lines: ['(most likely,', '> 99 %), then'],
  },
  {
    title: 'a sign in parentheses',
    text: 'sure (≥ 90 %)',
    width: 7,
    lines: ['sure', '(≥ 90', '%)'],
  },
  {
    title: 'a number and its unit',
    text: 'is declared 8 bytes at 16',
    width: 14,
    lines: ['is declared', '8 bytes at 16'],
  },
  {
    title: 'colours',
    text: `so ${red('>')} ${red('99')} ${red('%')}`,
    width: 7,
    lines: ['so', `${red('>')} ${red('99')} ${red('%')}`],
  },
  {
    title: 'a number that has no unit',
    text: 'error 6 in 7',
    width: 9,
    lines: ['error 6', 'in 7'],
  },
  {
    title: 'a line that cannot hold both',
    text: 'a 123456 bytes',
    width: 8,
    lines: ['a 123456', 'bytes'],
  },
])
  t.test(`wrapWords() wraps ${title}`, async t => {
    t.same(wrapWords(text, width), lines)
  })
