import t from 'tap'
import { requiredTexts } from '../../../../src/diagnose/patterns/required-texts.ts'

const rows: readonly (readonly [RegExp, readonly (readonly string[])[]])[] = [
  [/\bhandle is (?:not )?valid\b/i, [['handle is '], ['valid']]],
  [/WinError|errno/, [['winerror', 'errno']]],
  // In small letters; what is optional ends a text.
  [/\bGet_?LastError\b/, [['lasterror'], ['get']]],
  [/colou?r of/, [['colo'], ['r of']]],
  [/\d+ (?:bytes?|words)/, [['byte', 'words']]],
  [/a{2,}bc|(?:xy)+/, [['bc', 'xy']]],
  [/\x41\u00e9\/\n/, [['aé/\n']]],
  // Of several in a choice, the longest of each.
  [/(?:the handle .* closed|freed)/, [['the handle ', 'freed']]],
  // What is looked for around a match is no part of it.
  [/(?<!not )(?=long words)valid(?! here)/, [['valid']]],
  [/[a-z\]]+ ok/, [[' ok']]],
  [/(?<name>code) 6/, [['code'], [' 6']]],
  // No text is in each match.
  [/(?:handle)?|\w+/, []],
  [/\d{1,4}/, []],
  [/handle|.{3}/, []],
]

t.test('each match of a pattern has a text of each list that it requires', async t => {
  for (const [pattern, texts] of rows) t.same(requiredTexts(pattern), texts, String(pattern))
})
