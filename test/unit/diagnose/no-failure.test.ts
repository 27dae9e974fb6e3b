import t from 'tap'
import { wordsFor } from '../../../src/diagnose/about-call.ts'
import { symptomOf } from '../../../src/diagnose/options/index.ts'
import { parseText } from '../../../src/diagnose/text/parse-text.ts'
import { diagnoseSymptom } from '../../../src/library/diagnose.ts'

const symptomWith = (failed: string) => symptomOf({ failed: [failed], ok: [], seen: [] })

t.test('a code that is no failure is said to be none', async t => {
  for (const [failed, title] of [
    ['Process32NextW=18', /the list has ended/],
    ['SetupDiEnumDeviceInfo=259', /the list has ended/],
    ['WaitForSingleObject=258', /after its time/],
    ['WriteFile=997', /goes on/],
    ['ReadFile=38', /end of the file/],
    ['RegQueryValueExW=234', /too short/],
    ['CreateMutexW=183', /there already/],
    ['AllocConsole=5', /has a console already/],
  ] as const) {
    const symptom = symptomWith(failed)
    const { ranking, width } = diagnoseSymptom(symptom)
    t.equal(ranking[0]?.class, 'bad-parameter', failed)
    t.ok(width < 0.1, `${failed}: width ${width}`)
    t.match(wordsFor('bad-parameter', symptom).title, title)
  }
  t.notMatch(
    wordsFor('bad-parameter', symptomWith('CreateFileW=5')).title,
    /already/,
    'of other functions it is a failure',
  )
})

t.test('what a function returned is no code', async t => {
  for (const text of [
    'OpenThread returns 0x1a4 and SuspendThread fails',
    'SendInput(1, byref(i), sizeof(i)) returned 1, and still nothing is typed; it fails',
    'GetWindowThreadProcessId returns 4711',
    'MapViewOfFile returned 0x21f40000 under ctypes',
  ])
    t.notOk(
      parseText(text).failed.some(({ outcome }) => /^[1-9]/.test(outcome)),
      text,
    )
  for (const [text, code] of [
    ['SetCommState returns 87', '87'],
    ['CreateFile returned 5', '5'],
    ['RegOpenKeyExW returned 6', '6'],
    ['WaitForSingleObject returned 258', '258'],
    ['ReadFile returned error 1', '1'],
  ] as const)
    t.equal(parseText(text).failed[0]?.outcome, code, text)
})
