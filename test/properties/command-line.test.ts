import './no-programs.ts'
import { ok } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { refusedLines, rightLines } from './arbitraries/command-lines.ts'
import { enterFolder, refusedInOneSentence } from './command-line-folder.ts'
import { drive } from '../support/cli/drive.ts'
import { tried } from './no-programs.ts'
import { cases, holds } from './property.ts'

enterFolder()

holds(
  'a right command line ends well',
  fc.oneof(...rightLines),
  async words => {
    const { exitCode, stdout, stderr } = await drive(words)
    ok(
      exitCode === 0 || (exitCode === 1 && ['diff', 'audit'].includes(words[0] ?? '')),
      `${JSON.stringify(words)}: ${exitCode} ${stderr}`,
    )
    ok(stdout !== '' || words.includes('--out'))
  },
  { number: Math.ceil(cases / 20) },
)

holds(
  'a right one for what is not here ends in one sentence',
  fc.oneof(...refusedLines),
  async words => {
    refusedInOneSentence(words, await drive(words))
  },
  { number: Math.ceil(cases / 20) },
)

t.test('no program was started for any of them', async t => {
  t.same(tried, [])
})
