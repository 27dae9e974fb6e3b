import t from 'tap'
import { groupFaults } from '../../../src/dictionary/groups.ts'
import { dictionaryPage } from '../../../src/dictionary/page.ts'
import { renderMarkdown } from '../../../src/text/markdown.ts'
import type { DictionaryFault } from '../../../src/dictionary/dictionary-file.ts'
import { reasonFor, scoreFaults } from '../../../src/dictionary/score.ts'
import { lane, place, smallDictionary } from '../../support/dictionary/small-dictionary.ts'

const dictionary = smallDictionary([
  lane('wine-x64', [1, 0, 0]),
  lane('wine-x64-tagged', [1, 1, 0], { kernel: 'tagged' }),
  lane('sim-x64', [1, 0, 2], { engine: 'sim' }),
])

t.test('scoreFaults() counts real lanes, and says why nobody noticed', async t => {
  t.same(
    scoreFaults(dictionary).map(({ fault, foundBy, reason, equivalent }) => [
      fault.id,
      foundBy,
      reason,
      equivalent,
    ]),
    [
      ['ReadFile.hFile.upper-garbage', ['wine-x64', 'wine-x64-tagged'], undefined, undefined],
      ['ReadFile.hFile.cut-zero', ['wine-x64-tagged'], undefined, undefined],
      ['CreateFileW.hTemplateFile.cut-zero', [], 'only NULL is handed over there', true],
    ],
  )
})

t.test(
  'scoreFaults() counts a fault as found by a lane that noticed it in each recording',
  async t => {
    const found = (unstable: Record<string, Record<string, number[]>>): readonly string[][] =>
      scoreFaults(smallDictionary([lane('wine-x64', [1, 1, 0])], { unstable })).map(
        ({ foundBy }) => [...foundBy],
      )
    t.same(
      found({
        'wine-x64': { 'ReadFile.hFile.upper-garbage': [1, 2], 'ReadFile.hFile.cut-zero': [0, 1] },
      }),
      [['wine-x64'], [], []],
    )
    t.same(found({}), [['wine-x64'], ['wine-x64'], []])
  },
)

t.test('scoreFaults() gives each kind of fault its own reason', async t => {
  const reason = (id: string, at: DictionaryFault['at'], sequence: string): string =>
    reasonFor({ ...place(id), at, sequence, class: 'arg-truncated', luck8: ['low-address'] }, [
      { pointerBytes: 8, kernel: 'native' },
    ])
  t.match(reason('find/sentinel.zero', 'sentinel', 'find'), 'nothing fails to open')
  t.match(
    reason('process/GetProcessId.Process.cut-sign', 'parameter', 'process'),
    'the pseudo handle is -1',
  )
  t.match(reason('heap/HeapFree.hHeap.double', 'parameter', 'heap'), '53 bits')
  t.match(reason('COMMPROP.dwMaxBaud.moved-16', 'field', 'brief'), 'no step reads the members')
  t.match(
    reason('registry/RegCloseKey.hKey.upper-ones', 'parameter', 'registry'),
    'lower 32 bits of a key',
  )
  t.match(reason('PurgeComm.cdecl', 'convention', 'brief'), 'puts its stack right')
  t.match(reason('heap/HeapValidate.hHeap.cut-sign', 'parameter', 'heap'), 'below 4 GiB')
})

t.test('scoreFaults() takes the simulated lanes where there is no other', async t => {
  t.same(
    scoreFaults(smallDictionary([lane('sim-x64', [1, 0, 2], { engine: 'sim' })])).map(
      ({ foundBy }) => foundBy.length,
    ),
    [1, 0, 1],
  )
})

t.test('dictionaryPage() shows the score and every fault that nobody found', async t => {
  const text = renderMarkdown(dictionaryPage(dictionary, 'names'))
  t.match(text, 'Found by at least one of `wine-x64`, `wine-x64-tagged`: 2 (66.7 %)')
  t.match(text, '`CreateFileW.hTemplateFile.cut-zero`')
  t.match(
    text,
    /tolerated: a kernel handle has 32 significant bits, so a cut loses nothing \(a guarantee of the platform\) \| 1 \| 0 \| 1 \| 0 \|/,
    'seen with tags alone',
  )
  t.match(text, 'only NULL is handed over there')
  t.match(
    renderMarkdown(dictionaryPage(smallDictionary([lane('wine-x64', [1, 0, -1])]), 'counts')),
    'a kernel handle has 32 significant bits',
  )
})

t.test('groupFaults() puts together what no lane tells apart', async t => {
  const groups = groupFaults(smallDictionary([lane('wine-x64', [1, 1, 0])]))
  t.same(
    groups.map(({ faults }) => faults.map(({ id }) => id)),
    [
      ['ReadFile.hFile.upper-garbage', 'ReadFile.hFile.cut-zero'],
      ['CreateFileW.hTemplateFile.cut-zero'],
    ],
  )
  t.equal(groupFaults(dictionary).length, 3, 'one lane tells the two apart')
})
