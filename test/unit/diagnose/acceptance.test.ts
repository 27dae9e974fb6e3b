import t from 'tap'
import type { Result } from '../../../src/diagnose/diagnose.ts'
import { exclusionsOf } from '../../../src/diagnose/exclude/index.ts'
import { symptomOf, type SymptomOptions } from '../../../src/diagnose/options/index.ts'
import { byRules } from '../../support/diagnose/by-rules.ts'

function answerTo(options: Partial<SymptomOptions>): Result {
  return byRules(symptomOf({ failed: [], ok: [], seen: [], ffi: 'ctypes', ...options }))
}

t.test('what was opened to be waited for is of the right kind for a wait', async t => {
  for (const [ok, failed, isOut] of [
    [['OpenProcess'], 'WaitForSingleObject=6', true],
    [['CreateEventW', 'CreateThread'], 'WaitForMultipleObjects=6', true],
    [['CreateFileW'], 'WaitForSingleObject=6', false],
    [['CreateEventW', 'CreateFileW'], 'WaitForSingleObject=6', false],
    [['OpenProcess'], 'ReadFile=6', false],
    [[], 'WaitForSingleObject=6', false],
  ] as const) {
    const symptom = symptomOf({ failed: [failed], ok: [...ok], seen: [], ffi: 'Go' })
    t.equal(
      exclusionsOf(symptom).some(({ classes }) => classes.includes('wrong-kind')),
      isOut,
      ok.join(),
    )
  }
})

t.test('a code that is set after the handle was taken is no mistake of width', async t => {
  for (const [failed, cause] of [
    ['FindNextFileW=18', 'bad-parameter'],
    ['RegEnumKeyExW=259', 'bad-parameter'],
    ['ReadFile=997', 'bad-parameter'],
    ['GetOverlappedResult=996', 'bad-parameter'],
    ['ConnectNamedPipe=535', 'bad-parameter'],
    ['WaitForSingleObject=258', 'bad-parameter'],
    ['CreateServiceW=1073', 'bad-parameter'],
    ['ShellExecuteW=2', 'failed-open'],
    ['RegOpenKeyExW=5', 'failed-open'],
    ['OpenSCManagerW=5', 'failed-open'],
    ['CreateToolhelp32Snapshot=24', 'bad-parameter'],
    ['AttachConsole=5', 'bad-parameter'],
  ] as const) {
    const { ranking, width } = answerTo({ failed: [failed], arch: 'x64' })
    t.equal(ranking[0]?.class, cause, failed)
    t.ok(width < 0.1, `${failed} ${width}`)
  }
  const { width } = answerTo({ failed: ['connect=10061'], arch: 'x64' })
  t.ok(width < 0.05, 'a refused connection')
  t.ok(answerTo({ failed: ['RegEnumKeyExW=6'], arch: 'x64' }).width > 0.3, 'another code')
})

t.test('a function that user32 has in 64 bits alone is missing in 32', async t => {
  for (const end of ['127', 'not-found']) {
    const { ranking } = answerTo({ failed: [`SetWindowLongPtrW=${end}`], arch: 'ia32' })
    t.equal(ranking[0]?.class, 'process-bitness', end)
    t.match(
      ranking[0]?.evidence.map(({ text }) => text).join('\n'),
      'call SetWindowLongW there',
      end,
    )
  }
  const { ranking } = answerTo({ failed: ['SetWindowLongPtrW=not-found'], arch: 'x64' })
  t.not(ranking[0]?.class, 'process-bitness', 'it is there in 64 bits')
})

t.test('a code of a library weighs as that of Windows with the same meaning', async t => {
  const [own] = answerTo({ failed: ['waveOutOpen=11'], arch: 'x64' }).ranking
  const [windows] = answerTo({ failed: ['waveOutOpen=87'], arch: 'x64' }).ranking
  t.equal(own?.class, 'bad-parameter')
  t.equal(own?.class, windows?.class)
})

t.test('a refusal of which no call is named has a subject', async t => {
  const { ranking } = answerTo({ failed: ['refused'], seen: ['call=handle'], ffi: 'C++' })
  const told = ranking.flatMap(({ evidence }) => evidence.map(({ text }) => text))
  t.ok(told.some(text => text.startsWith('the call refuses what is in its struct')))
})

t.test('what a check of rights rules out, and a console that is there already', async t => {
  const reasonFor = (failed: string, name: string): readonly string[] =>
    exclusionsOf(symptomOf({ failed: [failed], ok: [], seen: [], arch: 'x64' }))
      .filter(({ classes }) => classes.some(own => own === name))
      .map(({ reason }) => reason)
  for (const failed of ['OpenSCManagerW=5', 'RegOpenKeyExW=5', 'OpenProcess=5'])
    t.ok(
      reasonFor(failed, 'arg-truncated').some(reason => /a check of rights/.test(reason)),
      failed,
    )
  for (const failed of ['OpenProcess=5', 'StartServiceW=5', 'RegOpenKeyExW=5'])
    t.ok(
      reasonFor(failed, 'busy').some(reason => /a matter of rights/.test(reason)),
      failed,
    )
  t.same(reasonFor('CreateFileW=5', 'busy'), [], 'a port is kept from others')
  for (const failed of ['AttachConsole=5', 'AllocConsole=5'])
    t.ok(
      reasonFor(failed, 'busy').some(reason => /has a console already/.test(reason)),
      failed,
    )
})
