import { tried } from './no-programs.ts'
import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { changedLine } from './arbitraries/command-lines.ts'
import { enterFolder, endedInOneSentence } from './command-line-folder.ts'
import { drive } from '../support/cli/drive.ts'
import { cases, corpus, holds } from './property.ts'

enterFolder()

holds(
  'any command line ends as documented, without a stack trace',
  changedLine,
  async words => {
    tried.length = 0
    const said = await drive(words)
    // An audit of JavaScript runs it, and any word may name a package.
    if (!words.includes('audit'))
      deepStrictEqual(tried, [], `${JSON.stringify(words)} starts a program`)
    ok(
      [0, 1, 2].includes(said.exitCode),
      `${JSON.stringify(words)}: ${said.exitCode} ${said.stderr}`,
    )
    ok(!/^ {4}at /m.test(said.stderr), said.stderr)
    if (said.exitCode === 2) endedInOneSentence(words, said)
    else
      notStrictEqual(
        `${said.stdout}${words.some(word => word.startsWith('--out'))}`,
        'false',
        `${JSON.stringify(words)} says nothing`,
      )
    strictEqual(Reflect.get({}, 'polluted'), undefined)
  },
  {
    number: Math.ceil(0.4 * cases),
    examples: corpus('command-lines').map(text => text.trimEnd().split('\n')),
  },
)
