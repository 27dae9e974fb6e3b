import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import t from 'tap'
import { diagnose } from '../../../src/diagnose/diagnose.ts'
import { cureFor } from '../../../src/diagnose/cure-for.ts'
import { renderDiagnosis } from '../../../src/diagnose/render.ts'
import type { Symptom } from '../../../src/diagnose/symptom.ts'

const pyserial: Symptom = {
  architecture: 'x64',
  failed: [{ call: 'ReadFile', outcome: '6', status: 'c0000008' }],
  ok: ['CreateFileW', 'SetCommState', 'ClearCommError'],
  okOn: 'ia32',
  ffi: 'ctypes-old',
}
const thin: Symptom = { failed: [{ call: 'GetFileType', outcome: '6' }], ok: [] }

for (const width of [48, 60, 80, 120]) {
  t.test(
    `renderDiagnosis() keeps within ${width} columns, save for addresses and programs`,
    async t => {
      for (const symptom of [pyserial, thin]) {
        const cure = new Set(cureFor('struct-layout-shrunk', symptom.ffi)?.lines)
        const lines = renderDiagnosis(diagnose(symptom), { width, colour: false }).split('\n')
        t.same(
          lines.filter(
            line =>
              stringWidth(line) > width &&
              !/^ *https:\/\/\S+$/.test(line) &&
              !cure.has(line.slice(4)),
          ),
          [],
        )
      }
    },
  )
}

t.test(
  'renderDiagnosis() says at a glance what it is, what cannot be told and what to look at, before the evidence',
  async t => {
    const text = renderDiagnosis(diagnose(thin), { width: 80, colour: false })
    const places = [
      'Width or not is open',
      ' %  ####',
      'The evidence is thin',
      'cannot tell',
      'Next: ',
      '1. sentinel-mismatch',
      'Cure: ',
    ].map(part => text.indexOf(part))
    t.notOk(places.includes(-1), `${places.join()}`)
    t.same(
      places,
      places.toSorted((one, other) => one - other),
    )
  },
)

t.test('renderDiagnosis() names functions as the person did, with their NTSTATUS', async t => {
  t.match(
    renderDiagnosis(diagnose(pyserial), { width: 1000, colour: false }),
    'ReadFile ended in 6 (C0000008)',
  )
})

t.test('renderDiagnosis() says the same in colours', async t => {
  const result = diagnose(pyserial)
  const coloured = renderDiagnosis(result, { width: 80, colour: true })
  t.not(coloured, stripVTControlCharacters(coloured))
  t.equal(stripVTControlCharacters(coloured), renderDiagnosis(result, { width: 80, colour: false }))
})
