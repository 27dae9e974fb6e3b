import t from 'tap'
import { findSystemMessage, systemMessages } from '../../../../src/declare/win32/messages.ts'

t.test('every sentence is found again, with its own code', async t => {
  for (const { text, code } of systemMessages)
    t.equal(findSystemMessage(`ReadFile: ${text}.`)?.message.code, code, text)
})

for (const [line, code] of [
  ['ReadFile: Das Handle ist ung\ufffdltig.', 6],
  ['ReadFile: Das Handle ist ung\u00c3\u00bcltig.', 6],
  ['Le param\ufffdtre', undefined],
  ['[WinError 1400] Invalid window handle.', 1400],
  ['Nieprawid\u00c5\u201aowe doj\u00c5\u203acie', 6],
  ['ACCESS IS DENIED', 5],
  ['the handlebars are fine', undefined],
] as const)
  t.test(`findSystemMessage() reads ${JSON.stringify(line)}`, async t => {
    t.equal(findSystemMessage(line)?.message.code, code)
  })
