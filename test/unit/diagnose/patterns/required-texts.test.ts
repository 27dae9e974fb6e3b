import t from 'tap'
import { requiredTexts } from '../../../../src/diagnose/patterns/required-texts.ts'

const rows: readonly (readonly [RegExp, readonly string[] | undefined])[] = [
  [/\bhandle is (?:not )?valid\b/i, ['handle is ']],
  [/WinError|errno/, ['winerror', 'errno']],
  // The longest text of a sequence, in small letters; what is optional ends it.
  [/\bGet_?LastError\b/, ['lasterror']],
  [/colou?r of/, ['colo']],
  [/\d+ (?:bytes?|words)/, ['byte', 'words']],
  [/a{2,}bc|(?:xy)+/, ['bc', 'xy']],
  [/\x41\u00e9\/\n/, ['aé/\n']],
  // What is looked for around a match is no part of it.
  [/(?<!not )(?=long words)valid(?! here)/, ['valid']],
  [/[a-z\]]+ ok/, [' ok']],
  [/(?<name>code) 6/, ['code']],
  // No text is in each match.
  [/(?:handle)?|\w+/, undefined],
  [/\d{1,4}/, undefined],
  [/handle|.{3}/, undefined],
]

t.test('each match of a pattern has one of the texts that it requires', async t => {
  for (const [pattern, texts] of rows) t.same(requiredTexts(pattern), texts, String(pattern))
})
