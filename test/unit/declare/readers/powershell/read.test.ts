import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  const result = await auditFixture('powershell/right.ps1')
  t.same(briefly(result), [])
  t.same(result.failures, [])
  t.ok((result.targets[0]?.known ?? 0) > 5, 'and there was something to judge')
})

t.test('the C# in texts, reflection and comparisons are judged at their lines', async t => {
  const result = await auditFixture('powershell/wrong.ps1')
  t.same(briefly(result), [
    'error pointer-truncated 4 CreateFileW.lpSecurityAttributes x64+arm64',
    'error field-width 6 OVERLAPPED.Internal x64+arm64',
    'error sentinel 9 CreateFileW.return x64+ia32+arm64',
    'error pointer-truncated 14 LoadLibraryW.return x64+arm64',
    'error text-width 14 LoadLibraryW.lpLibFileName x64+ia32+arm64',
    'error pointer-truncated 18 GetModuleHandleW.return x64+arm64',
    'error pointer-truncated 22 VirtualAlloc.return x64+arm64',
    'warning integer-truncated 22 VirtualAlloc.dwSize x64+arm64',
  ])
  t.ok(result.findings.every(({ language }) => language === 'PowerShell'))
})

t.test('an array of types may have its elements on lines of their own', async t => {
  const folder = t.testdir({
    'a.ps1': `$f = @(
  (func wtsapi32 WTSQuerySessionInformation ([Int32]) @(
      [IntPtr]                 #_In_ HANDLE hServer
      [Int32]
      [Int32]                  #_In_ WTS_INFO_CLASS WTSInfoClass
      [IntPtr].MakeByRefType()
      [Int32].MakeByRefType()
  ) -EntryPoint WTSQuerySessionInformation)
)`,
  })
  t.same(briefly(await auditFixture(folder)), [])
})
