import t from 'tap'
import { wordsFor } from '../../../src/diagnose/about-call.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'
import { readSymptom } from '../../../src/diagnose/text/read-text.ts'
import { diagnoseSymptom } from '../../../src/library/diagnose.ts'

const symptomIn = (text: string): Promise<Symptom> => readSymptom([Buffer.from(text)], 'a report')

t.test('a function that a DLL does not export was never called', async t => {
  for (const [text, cure] of [
    [
      "System.EntryPointNotFoundException: Unable to find an entry point named 'SetupDiGetDeviceRegistryProperty' in DLL 'setupapi.dll'.",
      /ask for SetupDiGetDeviceRegistryPropertyW or SetupDiGetDeviceRegistryPropertyA/,
    ],
    ["AttributeError: function 'CreateFile' not found", /ask for CreateFileW or CreateFileA/],
    ["AttributeError: function 'sodium_init2' not found", /dumpbin/],
  ] as const) {
    const symptom = await symptomIn(text)
    const { ranking, width } = diagnoseSymptom(symptom)
    t.ok(
      ranking.slice(0, 2).some(ranked => ranked.class === 'bad-parameter'),
      text,
    )
    t.match(wordsFor('bad-parameter', symptom).cure, cure)
    t.ok(width < 0.02, `width ${width}`)
  }
})

t.test('a last error of 127 is one of a function that ran', async t => {
  const { ranking } = diagnoseSymptom(
    await symptomIn('WriteFile failed with error 127\nP/Invoke, x64'),
  )
  t.equal(ranking[0]?.class, 'last-error-lost')
})
