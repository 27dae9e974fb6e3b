import './no-programs.ts'
import fc from 'fast-check'
import t from 'tap'
import { refusedLines, rightLines, wrongWords } from './arbitraries/command-lines.ts'
import { enterFolder, refusedInOneSentence } from './command-line-folder.ts'
import { drive } from '../support/cli/drive.ts'
import { tried } from './no-programs.ts'
import { cases, holds } from './property.ts'

enterFolder()

holds(
  'one wrong word makes any command line wrong use',
  fc
    .tuple(fc.oneof(...rightLines, ...refusedLines), wrongWords)
    .map(([words, wrong]) => [...words, ...wrong]),
  async words => {
    refusedInOneSentence(words, await drive(words))
  },
  { number: Math.ceil(cases / 2) },
)

t.test('no program was started for any of them', async t => {
  t.same(tried, [])
})
