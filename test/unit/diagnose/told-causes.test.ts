import t from 'tap'
import { answerTo, factsFor } from '../../support/diagnose/by-rules.ts'

t.test('a predefined key with an empty upper half is one that was not sign-extended', async t => {
  for (const [handle, arch, isOne] of [
    ['0x80000002', 'x64', true],
    ['0x80000060', 'arm64', true],
    ['0x80000010', 'x64', false],
    ['0x80000061', 'x64', false],
    ['0xffffffff80000002', 'x64', false],
    ['0x80000002', 'ia32', false],
  ] as const)
    t.equal(
      factsFor(
        answerTo({ failed: ['RegOpenKeyExW=6'], handle, arch }),
        'hkey-not-sign-extended',
      ).some(text => text.includes(`${handle} is a predefined key in 32 bits`)),
      isOne,
      `${handle} on ${arch}`,
    )
})

t.test('what a user says outright of a cause counts for it', async t => {
  for (const [options, name, text] of [
    [{ failed: ['ReadFile=6'], seen: ['hint=success'] }, 'stale-last-error', 'the call succeeded'],
    [
      { failed: ['ReadFile=6'], seen: ['check=wrong'] },
      'sentinel-mismatch',
      'compared with a wrong value',
    ],
    [
      { failed: ['CreateProcessW=wrong-result'], seen: ['hint=cbsize'] },
      'struct-size-constant',
      'the size of a struct',
    ],
    [
      { failed: ['GetOverlappedResult=hang'], seen: ['hint=closed'] },
      'closed-handle',
      'closed before',
    ],
    [{ failed: ['ReadFile=6'], seen: ['hint=unplug'] }, 'unplugged', 'the device was unplugged'],
    [
      { failed: ['EnumProcessModules=failed'], seen: ['hint=wow64'] },
      'process-bitness',
      'of the other width',
    ],
    [{ failed: ['ReadFile=6'], seen: ['layout=wrong'] }, 'struct-layout-shrunk', 'laid out'],
    [{ failed: ['ReadFile=lost'] }, 'last-error-lost', 'the code was lost'],
  ] as const) {
    const result = answerTo({ seen: [], ...options, failed: [...options.failed] })
    t.ok(
      factsFor(result, name).some(fact => fact.startsWith('you say') && fact.includes(text)),
      JSON.stringify(options),
    )
    t.equal(result.ranking[0]?.class, name)
  }
  const texts = (failed: string): readonly string[] =>
    factsFor(answerTo({ failed: [failed], seen: ['hint=success'] }), 'stale-last-error')
  t.equal(texts('ReadFile=6').filter(text => text.includes('succeeded')).length, 1, 'once')
  t.notOk(
    texts('ReadFile=0').some(text => text.startsWith('you say')),
    'a code of 0 is none of an earlier call',
  )
})
