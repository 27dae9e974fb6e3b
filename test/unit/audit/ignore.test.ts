import t from 'tap'
import { applyIgnoreList, readIgnoreList } from '../../../src/audit/ignore.ts'
import { auditFixture } from '../../support/audit/fixture.ts'
import { exampleResult } from '../../support/audit/formats/result.ts'

t.test('what an entry selects', async t => {
  const { findings, ignored, unused } = applyIgnoreList(exampleResult.findings, [
    { rule: 'handle-narrowed', function: 'PurgeComm', reason: 'a kernel handle' },
    { struct: 'OVERLAPPED', file: 'lapped.mjs', reason: 'not used' },
    { function: 'ReadFile', reason: 'gone since' },
  ])
  t.same(
    findings.map(({ rule }) => rule),
    ['sentinel'],
  )
  t.same(
    ignored.map(({ reason }) => reason),
    ['not used', 'a kernel handle'],
  )
  t.same(
    unused.map(({ reason }) => reason),
    ['gone since'],
  )
})

t.test('an entry that matches nothing is told', async t => {
  const result = await auditFixture('ctypes/latin1.py', {
    ignore: [
      { function: 'FreeLibrary', reason: 'known' },
      { function: 'ReadFile', reason: 'gone' },
    ],
  })
  t.same(result.findings, [])
  t.match(result.ignored, [{ reason: 'known', finding: { rule: 'pointer-truncated' } }])
  t.match(result.notices, [
    /^The ignore list has an entry that matches nothing: \{"function":"ReadFile","reason":"gone"\}$/,
  ])
})

t.test('lists that cannot be read', async t => {
  const folder = t.testdir({
    'good.json': '{ "ignore": [{ "rule": "sentinel", "reason": "checked by hand" }] }',
    'half.json': '{ "ignore": [',
    'no-reason.json': '{ "ignore": [{ "rule": "sentinel" }] }',
    'blank.json': '{ "ignore": [{ "rule": "sentinel", "reason": " " }] }',
    'all.json': '{ "ignore": [{ "reason": "everything" }] }',
    'unknown.json': '{ "ignore": [{ "rule": "sentinle", "reason": "typing" }] }',
  })
  t.same(readIgnoreList(`${folder}/good.json`), [{ rule: 'sentinel', reason: 'checked by hand' }])
  for (const [name, sentence] of [
    ['none.json', /there is no such file/],
    ['half.json', /it is not JSON/],
    ['no-reason.json', /ignore\.0\.reason/],
    ['blank.json', /ignore\.0\.reason/],
    ['all.json', /must name at least a rule/],
    ['unknown.json', /ignore\.0\.rule/],
  ] as const) {
    t.throws(() => readIgnoreList(`${folder}/${name}`), { message: sentence }, name)
  }
})
