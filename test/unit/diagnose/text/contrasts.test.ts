import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

t.test('of two calls in a contrast the first went well, and the second failed', async t => {
  for (const [text, ok, failed, outcome] of [
    [
      'I call GetCursorPos(byref(pt)) fine, but WindowFromPoint(pt.x, pt.y) returns always NULL on 64 bit Python.',
      'GetCursorPos',
      'WindowFromPoint',
      'wrong-result',
    ],
    ['SetCommState is ok but ReadFile fails with error 6', 'SetCommState', 'ReadFile', '6'],
    ['CreateFileW works. However, ReadFile fails with error 6', 'CreateFileW', 'ReadFile', '6'],
    [
      'OpenProcess geht, aber ReadProcessMemory: Fehler 299',
      'OpenProcess',
      'ReadProcessMemory',
      '299',
    ],
    ['CreateFileW fonctionne, mais WriteFile: erreur 6', 'CreateFileW', 'WriteFile', '6'],
    ['CreateFileW 正常，但 ReadFile 错误 6', 'CreateFileW', 'ReadFile', '6'],
  ] as const) {
    const symptom = parseText(text)
    t.same([symptom.ok, symptom.failed.map(one => one.call)], [[ok], [failed]], text)
    t.equal(symptom.failed[0]?.outcome, outcome, text)
  }
})

t.test('where the first call does not go well, nothing is parted', async t => {
  for (const text of [
    'ReadFile does not work, but CreateFileW fails with error 6 on x64',
    'ReadFile never works, but the program goes on',
  ])
    t.same(parseText(text).ok, [], text)
})
