import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  const result = await auditFixture('java/Right.java')
  t.same(briefly(result), [])
  t.same(result.coverage.notFollowed, [])
  t.ok((result.targets[0]?.known ?? 0) > 4, 'and there was something to judge')
})

t.test('each mistake is found in its line', async t => {
  t.same(briefly(await auditFixture('java/Wrong.java')), [
    'error pointer-truncated 9 CreateFileW.lpSecurityAttributes x64+arm64',
    'note handle-narrowed 9 CreateFileW.return x64+arm64',
    'note handle-narrowed 9 CreateFileW.hTemplateFile x64+arm64',
    'error arguments-shifted 10 ReadFile.nNumberOfBytesToRead ia32, note x64+arm64',
    'error variable-narrow 10 ReadFile.lpNumberOfBytesRead x64+ia32+arm64',
    'note handle-narrowed 10 ReadFile.hFile x64+arm64',
    'error pointer-truncated 11 LoadLibraryW.return x64+arm64',
    'error field-width 16 OVERLAPPED.Internal x64+arm64',
  ])
})
