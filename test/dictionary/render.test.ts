import t from 'tap'
import { groupFaults } from '../../src/dictionary/groups.ts'
import { renderDictionary } from '../../src/dictionary/render.ts'
import { scoreFaults } from '../../src/dictionary/score.ts'
import { lane, smallDictionary } from './small-dictionary.ts'

const dictionary = smallDictionary([lane('wine-x64', [1, 0, 0]), lane('wine-x64-tagged', [1, 1, 0], { kernel: 'tagged' }), lane('sim-x64', [1, 0, 2], { engine: 'sim' })])

t.test('scoreFaults() counts real lanes, and says why nobody noticed', async t => {
  t.same(scoreFaults(dictionary).map(({ fault, foundBy, reason, equivalent }) => [fault.id, foundBy, reason, equivalent]), [
    ['ReadFile.hFile.upper-garbage', ['wine-x64', 'wine-x64-tagged'], undefined, undefined],
    ['ReadFile.hFile.cut-zero', ['wine-x64-tagged'], undefined, undefined],
    ['CreateFileW.hTemplateFile.cut-zero', [], 'only NULL is handed over there', true]
  ])
})

t.test('scoreFaults() takes the simulated lanes where there is no other', async t => {
  t.same(scoreFaults(smallDictionary([lane('sim-x64', [1, 0, 2], { engine: 'sim' })])).map(({ foundBy }) => foundBy.length), [1, 0, 1])
})

t.test('renderDictionary() prints the score and every fault that nobody found', async t => {
  const text = renderDictionary(dictionary)
  t.match(text, '**Found by at least one of `wine-x64`, `wine-x64-tagged`: 2 (66.7 %)**')
  t.match(text, '`CreateFileW.hTemplateFile.cut-zero`')
  t.match(text, /a cut loses nothing \(a guarantee of the platform\) \| 1 \| 0 \| 1 \| 0 \|/, 'seen with tags alone')
  t.match(text, 'only NULL is handed over there')
  t.match(renderDictionary(smallDictionary([lane('wine-x64', [1, 0, -1])])), 'a kernel handle has 32 significant bits')
})

t.test('groupFaults() puts together what no lane tells apart', async t => {
  const groups = groupFaults(smallDictionary([lane('wine-x64', [1, 1, 0])]))
  t.same(groups.map(({ faults }) => faults.map(({ id }) => id)), [['ReadFile.hFile.upper-garbage', 'ReadFile.hFile.cut-zero'], ['CreateFileW.hTemplateFile.cut-zero']])
  t.equal(groupFaults(dictionary).length, 3, 'one lane tells the two apart')
})
