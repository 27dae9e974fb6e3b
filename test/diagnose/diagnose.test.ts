import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { diagnosisNames, diagnoses } from '../../src/diagnose/classes.ts'
import { diagnose, type Result } from '../../src/diagnose/diagnose.ts'
import { learnFromDictionary, learnFromRun } from '../../src/diagnose/learn.ts'
import { recordedFaults, recordedProbes } from '../../src/diagnose/recorded.ts'
import { diagnosisJson, renderDiagnosis } from '../../src/diagnose/render.ts'
import type { Symptom } from '../../src/diagnose/symptom.ts'
import { parseDictionary } from '../../src/dictionary/dictionary-file.ts'
import { engines } from '../../src/engine/index.ts'
import { loadProbes } from '../../src/probe/load.ts'
import { mergeRuns } from '../../src/result/merge.ts'
import { parseRun } from '../../src/result/read-run.ts'
import type { RunFile } from '../../src/result/run-file.ts'
import { lanesOf } from '../../src/run/lanes.ts'
import { runAll } from '../../src/run/run-all.ts'
import { packageFolder } from '../golden.ts'
import { storiesOf } from './catalogue.ts'

async function recordedRun(): Promise<RunFile> {
  const folder = join(packageFolder, 'fixtures/runs')
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort()
  const [first, ...rest] = await Promise.all(names.map(async name => parseRun(await readFile(join(folder, name), 'utf8'), name)))
  if (!first) throw new Error('fixtures/runs is empty')
  return mergeRuns([first, ...rest])
}

async function simulatedRun(): Promise<RunFile> {
  const [control, ...probes] = await loadProbes()
  if (!control) throw new Error('no control')
  const progress = { planned: () => undefined, began: () => undefined, done: () => undefined }
  return runAll({ version: '0', lanes: lanesOf(['sim'], ['x64', 'ia32'], ['native']), engines, control, probes: [control, ...probes], jobs: 2, notice: () => undefined, progress })
}

const rankIn = (result: Result, name: string): number => result.ranking.findIndex(ranked => ranked.class === name) + 1

for (const [name, make] of [['recorded under Wine', recordedRun], ['simulated, which the method has never seen', simulatedRun]] as const) {
  t.test(`each probe of the catalogue, ${name}`, async t => {
    const run = await make()
    for (const architecture of ['x64', 'ia32'] as const) {
      const { stories } = storiesOf(run, architecture)
      t.ok(stories.length > 15, `${stories.length} probes show something on ${architecture}`)
      let first = 0
      for (const story of stories) {
        const byFirst = rankIn(diagnose(story.firstError), story.class)
        t.ok(byFirst === 1 || byFirst === 2, `${story.probe} on ${architecture}: by its first error ${story.class} is among the first two (place ${byFirst})`)
        const whole = diagnose(story.whole)
        const rank = rankIn(whole, story.class)
        if (rank === 1) first++
        t.ok(rank === 1 || whole.alike.includes(story.class), `${story.probe} on ${architecture}: by all its calls ${story.class} is first, or said to look the same as the first (place ${rank})`)
      }
      t.ok(first >= 0.9 * stories.length, `first in ${first} of ${stories.length}`)
    }
  })
}

t.test('recorded.ts is what the recordings in fixtures/ say', async t => {
  const dictionary = parseDictionary(await readFile(join(packageFolder, 'fixtures/dictionary/wine-and-sim.json'), 'utf8'), 'wine-and-sim.json')
  t.same(recordedFaults, learnFromDictionary(dictionary), 'otherwise: npm run learn')
  t.same(recordedProbes, learnFromRun(await recordedRun()), 'otherwise: npm run learn')
})

t.test('the report that started this project', async t => {
  const result = diagnose({ architecture: 'x64', failed: [{ call: 'ReadFile', outcome: '6' }], ok: ['CreateFileW', 'SetCommState', 'ClearCommError'], okOn: 'ia32', ffi: 'ctypes-old' })
  t.equal(result.ranking[0]?.class, 'struct-layout-shrunk')
  t.ok(result.width > 0.8)
  t.equal(result.thin, undefined)
  t.match(result.ranking[0]?.evidence.map(({ text }) => text).join('\n'), 'pyserial 2.5')
  t.match(renderDiagnosis(result), 'Cure of struct-layout-shrunk in Python, ctypes')
})

t.test('probabilities sum up to 1 and every class can be reached', async t => {
  const symptoms: readonly Symptom[] = [{ failed: [], ok: [] }, { failed: [{ call: 'ReadFile', outcome: '6' }], ok: [] }, { failed: [{ call: 'Nonsense', outcome: '12345' }], ok: ['Other'] }]
  for (const symptom of symptoms) {
    const { ranking } = diagnose(symptom)
    const sum = ranking.reduce((total, { score }) => total + score, 0)
    t.ok(sum > 0.9 && sum <= 1.000001, `${sum}`)
  }
  t.same(diagnosisNames.filter(name => diagnoses[name].seen <= 0), [])
})

t.test('thin evidence is said so, and the next observation tells the most', async t => {
  const thin = diagnose({ failed: [{ call: 'ReadFile', outcome: '6' }], ok: [] })
  t.type(thin.thin, 'string')
  t.match(renderDiagnosis(thin), 'The evidence is thin')
  t.equal(thin.next[0]?.feature, 'width', 'whether a 32-bit process works splits these best')
  t.match(renderDiagnosis(thin), 'Next: run the same in a 32-bit process')
  t.ok(thin.next.every(({ gain }, index) => gain <= (thin.next[index - 1]?.gain ?? Infinity)), 'best first')
})

t.test('a mistake of 64 bits is not found in a process of 32 bits', async t => {
  const result = diagnose({ architecture: 'ia32', failed: [{ call: 'ReadFile', outcome: '6' }], ok: ['CreateFileW', 'ClearCommError'] })
  t.ok(rankIn(result, 'arg-upper-garbage') === 0 || (result.ranking.find(ranked => ranked.class === 'arg-upper-garbage')?.score ?? 0) < 0.1)
  t.ok(result.width < 0.5)
})

t.test('diagnosisJson() has its documented form', async t => {
  const json = JSON.parse(diagnosisJson(diagnose({ failed: [{ call: 'ReadFile', outcome: '6' }], ok: [] }))) as Record<string, unknown>
  t.same(Object.keys(json), ['schemaVersion', 'ranking', 'next'])
  t.same(Object.keys((json['ranking'] as object[])[0] ?? {}), ['class', 'width', 'score', 'evidence'])
})
