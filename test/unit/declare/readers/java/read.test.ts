import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  const result = await auditFixture('java/Right.java')
  t.same(briefly(result), [])
  t.same(result.coverage.notFollowed, [])
  t.ok((result.targets[0]?.known ?? 0) > 4, 'and there was something to judge')
})

t.test('each mistake is found in its line', async t => {
  t.same(briefly(await auditFixture('java/Wrong.java')), [])
})
