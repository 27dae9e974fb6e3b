import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { diagnose, type Result } from '../../../src/diagnose/diagnose.ts'
import { learnFromDictionary, learnFromRun } from '../../../src/diagnose/learn.ts'
import { recordedSchema } from '../../../src/diagnose/recorded-schema.ts'
import { readRecorded } from '../../../src/diagnose/recorded.ts'
import { diagnosisJson, renderDiagnosis } from '../../../src/diagnose/render.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { parseDictionary } from '../../../src/dictionary/dictionary-file.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { recordedRun } from '../../support/readme-rows.ts'

const rankIn = (result: Result, name: string): number =>
  result.ranking.findIndex(ranked => ranked.class === name) + 1

t.test('recorded.json.br is what the recordings in fixtures/ say', async t => {
  const dictionary = parseDictionary(
    await readFile(join(packageFolder, 'fixtures/dictionary/wine-and-sim.json'), 'utf8'),
    'wine-and-sim.json',
  )
  t.strictSame(recordedSchema.parse(readRecorded()), readRecorded(), 'it is of its schema')
  t.same(readRecorded().faults, learnFromDictionary(dictionary), 'otherwise: npm run learn')
  t.same(readRecorded().probes, learnFromRun(recordedRun()), 'otherwise: npm run learn')
})

t.test('the report that started this project', async t => {
  const result = diagnose({
    architecture: 'x64',
    failed: [{ call: 'ReadFile', outcome: '6' }],
    ok: ['CreateFileW', 'SetCommState', 'ClearCommError'],
    okOn: 'ia32',
    ffi: 'ctypes-old',
    ffiName: 'ctypes',
  })
  t.equal(result.ranking[0]?.class, 'struct-layout-shrunk')
  t.ok(result.width > 0.8)
  t.equal(result.thin, undefined)
  t.match(result.ranking[0]?.evidence.map(({ text }) => text).join('\n'), 'pyserial 2.5')
  t.match(
    renderDiagnosis(result),
    /^ {2}Python, ctypes: Declare OVERLAPPED with pointer-wide Internal and InternalHigh/m,
  )
})

t.test('probabilities sum up to 1 and every class can be reached', async t => {
  const symptoms: readonly Symptom[] = [
    { failed: [], ok: [] },
    { failed: [{ call: 'ReadFile', outcome: '6' }], ok: [] },
    { failed: [{ call: 'Nonsense', outcome: '12345' }], ok: ['Other'] },
  ]
  for (const symptom of symptoms) {
    const { ranking } = diagnose(symptom)
    const sum = ranking.reduce((total, { score }) => total + score, 0)
    t.ok(sum > 0.9 && sum <= 1.000001, `${sum}`)
  }
})

t.test('thin evidence is said so, and the next observation tells the most', async t => {
  const thin = diagnose({
    failed: [{ call: 'ReadFile', outcome: '6' }],
    ok: [],
    architecture: 'x64',
    ffi: 'ctypes',
  })
  t.type(thin.thin, 'string')
  t.equal(
    thin.next[0]?.feature,
    'layout',
    'whether the event lies where it should splits these best',
  )
  t.match(renderDiagnosis(thin), 'mistake of width cannot be told yet')
  t.match(renderDiagnosis(thin), 'To decide: print sizeof(OVERLAPPED)')
  t.ok(
    thin.next.every(({ gain }, index) => gain <= (thin.next[index - 1]?.gain ?? Infinity)),
    'best first',
  )
})

t.test('a mistake of 64 bits is not found in a process of 32 bits', async t => {
  const result = diagnose({
    architecture: 'ia32',
    failed: [{ call: 'ReadFile', outcome: '6' }],
    ok: ['CreateFileW', 'ClearCommError'],
  })
  t.ok(
    rankIn(result, 'arg-upper-garbage') === 0 ||
      (result.ranking.find(ranked => ranked.class === 'arg-upper-garbage')?.score ?? 0) < 0.1,
  )
  t.ok(result.width < 0.5)
})

t.test('diagnosisJson() has its documented form', async t => {
  const json = JSON.parse(
    diagnosisJson(diagnose({ failed: [{ call: 'ReadFile', outcome: '6' }], ok: [] })),
  ) as Record<string, unknown>
  t.same(Object.keys(json), [
    'schemaVersion',
    'understood',
    'unknown',
    'ignored',
    'width',
    'level',
    'cause',
    'ranking',
    'excluded',
    'next',
  ])
  t.same(json['understood'], { calls: [{ function: 'ReadFile', code: 6, ok: false }] })
  t.same(Object.keys((json['ranking'] as object[])[0] ?? {}), [
    'class',
    'width',
    'score',
    'evidence',
  ])
})
