import t from 'tap'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { UserProblem } from '../../../../src/os/problem.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

t.test('the handle of a door is none of Windows', async t => {
  for (const text of [
    'I bake a cake, and the oven does not work. The handle of the oven door is broken.',
    'My suitcase has a broken handle, and the shop does not repair it.',
    'The door handle fell off and I cannot open the door any more.',
  ])
    t.throws(() => diagnoseSymptom(parseText(text)), UserProblem, text)
})

t.test('one of a program is', async t => {
  for (const text of [
    'The handle is invalid.',
    'My program is broken: the handle is used after CloseHandle in two threads',
    'ReadFile does not work, the handle is broken',
  ])
    t.ok(diagnoseSymptom(parseText(text)).ranking.length > 0, text)
})
