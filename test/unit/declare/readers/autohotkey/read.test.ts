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

t.test(
  'branches that ask for A_PtrSize, results that are only asked for zero, numbers for floats',
  async t => {
    const folder = t.testdir({
      'a.ahk': `Load(name) {
  static _ := DllCall("LoadLibrary", "str", name)
  if !DllCall("GetModuleHandle", "str", name) && !DllCall("LoadLibrary", "str", name)
    throw
  if (A_PtrSize = 4) ; 32 bits
    r := DllCall("WindowFromPoint", "int", x, "int", y, "ptr")
  else
    r := DllCall("WindowFromPoint", "int64", x, "ptr")
  A_PtrSize = 8 ? DllCall("PtInRect", "ptr", r, "int64", p) : DllCall("PtInRect", "ptr", r, "int", x, "int", y)
  if (A_PtrSize = 8)
  {
    DllCall("SetEvent")
  }
  return DllCall("gdiplus\\GdipTranslateWorldTransform", "ptr", g, "int", x, "float", y, "int", 0)
}
Again() {
  _ := DllCall("LoadLibrary", "str", "a")
  return _
}`,
    })
    t.same(briefly(await auditFixture(folder)), [
      'error parameter-count 12 SetEvent.parameters x64+arm64',
      'error class-mismatch 14 GdipTranslateWorldTransform.parameter 2 x64+ia32+arm64',
      'error pointer-truncated 17 LoadLibraryW.return x64+arm64',
    ])
  },
)

t.test('a struct by value may be passed in words of 4 or 8 bytes on ia32', async t => {
  const folder = t.testdir({
    'a.ahk': [
      'r := A_PtrSize == 4',
      '  ? DllCall("gdiplus\\GdipCreateEffect", "UInt64", a, "UInt64", b, "UPtrP", e)',
      '  : DllCall("gdiplus\\GdipCreateEffect", "Ptr", g, "UPtrP", e)',
      'if (A_PtrSize = 4)',
      '  DllCall("gdiplus\\GdipCreateEffect", "UInt64", a, "UPtrP", e, "UInt", 0)',
    ].join('\n'),
  })
  t.same(briefly(await auditFixture(folder)), [
    'error parameter-count 5 GdipCreateEffect.parameters ia32',
  ])
})
