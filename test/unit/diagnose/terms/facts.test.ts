import t from 'tap'
import { symptomOf, type SymptomOptions } from '../../../../src/diagnose/options/index.ts'
import { factsOf } from '../../../../src/diagnose/terms/facts.ts'

function factsFrom(options: Partial<SymptomOptions>): readonly string[] {
  return factsOf(symptomOf({ failed: [], ok: [], seen: [], ...options }))
}

t.test('factsOf() has the call, its end, the process and what counts together', async t => {
  const facts = factsFrom({
    arch: 'x64',
    okOn: 'ia32',
    ffi: 'ctypes',
    runtime: 'CPython 3.6',
    failed: ['ReadFile=6/c0000008', 'CloseHandle=5'],
    ok: ['CreateFileW'],
    seen: ['hint=closed'],
  })
  t.same(
    [
      'outcome 6',
      'call named',
      'call of read',
      'call of file',
      'status c0000008',
      'then 5',
      'a call succeeded',
      'after create',
      'process x64',
      'works ia32',
      'width only-64',
      'hint closed',
      'runtime CPython',
      'outcome 6 + process x64',
      'outcome 6 + kind overlapped',
      'kind overlapped + FFI ctypes-old',
    ].filter(fact => !facts.includes(fact)),
    [],
  )
  t.equal(new Set(facts).size, facts.length)
})

t.test('factsOf() says what is not told, and nothing of a function that is unknown', async t => {
  t.same(factsFrom({ failed: ['FT_ReadIt=6'] }), factsFrom({ failed: ['6'] }))
  const facts = factsFrom({ seen: ['call=console'] })
  t.same(
    ['no call failed', 'call not named', 'process not told'].filter(fact => facts.includes(fact)),
    ['call not named', 'process not told'],
  )
})
