import t from 'tap'
import { readSettings, type Settings } from '../../../src/guard/settings.ts'

const none: Settings = { throws: false, verbose: false, declarationsOnly: false, unknown: [] }

const cases: readonly (readonly [text: string | undefined, settings: Partial<Settings>])[] = [
  [undefined, {}],
  ['', {}],
  ['throw', { throws: true }],
  [' throw , verbose', { throws: true, verbose: true }],
  ['declarations', { declarationsOnly: true }],
  ['json:out, put.json', { jsonFile: 'out, put.json' }],
  ['throw,json:C:\\a b\\c.json', { throws: true, jsonFile: 'C:\\a b\\c.json' }],
  ['trow,verbose', { verbose: true, unknown: ['trow'] }],
]

for (const [text, settings] of cases)
  t.test(`HANDLE_WIDTH_GUARD=${text ?? '(not set)'}`, async t => {
    t.same(readSettings(text), { ...none, ...settings })
  })
