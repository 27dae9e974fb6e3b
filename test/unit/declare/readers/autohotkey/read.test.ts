import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  const result = await auditFixture('autohotkey/right.ahk')
  t.same(briefly(result), [])
  t.same(result.coverage.notFollowed, [])
  t.ok((result.targets[0]?.known ?? 0) > 8, 'and there was something to judge')
})

t.test('results, variables, sizes and offsets are judged; on x64 no input is cut', async t => {
  t.same(briefly(await auditFixture('autohotkey/wrong.ahk')), [
    'error sentinel 2 CreateFileW.return x64+ia32+arm64',
    'note handle-narrowed 2 CreateFileW.return x64+arm64',
    'error pointer-truncated 6 LoadLibraryW.return x64+arm64',
    'error pointer-truncated 7 GetProcAddress.return x64+arm64',
    'error variable-narrow 9 ReadFile.lpOverlapped x64+arm64',
    'note variable-narrow 11 CreatePipe.hWritePipe x64+arm64',
    'error field-offset 12 SECURITY_ATTRIBUTES.offset 4 x64+arm64',
    'warning variable-narrow 13 GetFileSize.lpFileSizeHigh x64+ia32+arm64',
    'error result-widened 14 GetTickCount.return ia32, warning x64+arm64',
    'error class-mismatch 15 SetFilePointerEx.lpNewFilePointer x64+ia32+arm64',
    'error arguments-shifted 16 CloseHandle.hObject ia32',
  ])
})

t.test('what is not literal is named', async t => {
  const folder = t.testdir({
    'a.ahk':
      'DllCall(address, "Ptr", 0)\nDllCall("CloseHandle", type, h)\nDllCall(A_PtrSize ? "FreeLibrary" : "x", "Ptr", 0)',
  })
  const { coverage } = await auditFixture(folder)
  t.match(
    coverage.notFollowed.map(({ line, why }) => `${line} ${why}`),
    [/^1 the name of the function is not literal/, /^2 CloseHandle: its type type is not literal/],
  )
})
