import t from 'tap'
import { askForSymptom } from '../../../src/diagnose/questions.ts'

function answers(...list: string[]): {
  ask: (question: string) => Promise<string>
  asked: string[]
} {
  const asked: string[] = []
  return {
    asked,
    ask: async question => {
      asked.push(question)
      return list.shift() ?? ''
    },
  }
}

t.test('askForSymptom() asks and understands', async t => {
  const { ask } = answers(
    'ReadFile=6',
    'SetCommState ClearCommError',
    'x64',
    'yes',
    'no',
    '0x54',
    'ctypes, CPython 3.6',
  )
  const symptom = await askForSymptom(ask)
  t.same(symptom, {
    failed: [{ call: 'ReadFile', outcome: '6' }],
    ok: ['SetCommState', 'ClearCommError'],
    also: {},
    architecture: 'x64',
    okOn: 'ia32',
    intermittent: true,
    handle: 0x54n,
    ffi: 'ctypes-old',
    ffiName: 'ctypes',
    runtime: 'CPython 3.6',
    told: ['rhythm=sometimes'],
  })
})

t.test('askForSymptom() asks again with a reason where an answer is not understood', async t => {
  const { ask, asked } = answers('it fails', 'ReadFile=6', '', 'my PC', 'ia32')
  const symptom = await askForSymptom(ask)
  t.same(symptom.failed, [{ call: 'ReadFile', outcome: '6' }])
  t.equal(symptom.architecture, 'ia32')
  t.match(asked[1], /Not a failed call/)
  t.match(
    asked.find(question => question.startsWith('Expected')),
    'x64, ia32 or arm64',
  )
})

t.test('askForSymptom() ends where nothing is known', async t => {
  t.same((await askForSymptom(async () => '')).failed, [])
})
