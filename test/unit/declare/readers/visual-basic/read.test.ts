import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  for (const name of ['right.bas', 'old.bas']) {
    const result = await auditFixture(
      `visual-basic/${name}`,
      name === 'old.bas' ? { architectures: ['ia32'] } : {},
    )
    t.same(briefly(result), [], name)
    t.same(result.notices, [], name)
    t.same(result.coverage.notFollowed, [], name)
    t.ok((result.targets[0]?.known ?? 0) > 2, 'and there was something to judge')
  }
})

t.test('what VBA declares wrongly', async t => {
  const result = await auditFixture('visual-basic/wrong.bas')
  t.same(briefly(result), [
    'error pointer-truncated 4 CreateFileA.lpSecurityAttributes x64+arm64',
    'note handle-narrowed 4 CreateFileA.return x64+arm64',
    'note handle-narrowed 4 CreateFileA.hTemplateFile x64+arm64',
    'error no-such-export 8 LoadLibrary.name x64+ia32+arm64',
    'error pointer-truncated 9 GetModuleHandleA.return x64+arm64',
    'error pointer-truncated 10 SetTimer.lpTimerFunc x64+arm64',
    'warning integer-truncated 10 SetTimer.return x64+arm64',
    'warning integer-truncated 10 SetTimer.nIDEvent x64+arm64',
    'note handle-narrowed 10 SetTimer.hWnd x64+arm64',
    'error variable-narrow 12 DuplicateHandle.lpTargetHandle x64+arm64',
    'error variable-narrow 14 GetCommMask.lpEvtMask x64+ia32+arm64',
    'warning integer-truncated 14 GetCommMask.return x64+ia32+arm64',
    'error field-width 17 OVERLAPPED.Internal x64+arm64',
    'error sentinel 28 CreateMailslotA.return x64+ia32+arm64',
  ])
  t.ok(
    result.findings.every(
      ({ language, consequence }) => language === 'VBA' && /not measured in VBA/.test(consequence),
    ),
  )
})

t.test('what VB.NET declares wrongly', async t => {
  t.same(briefly(await auditFixture('visual-basic/wrong.vb')), [
    'error field-width 4 OVERLAPPED.Internal x64+arm64',
    'error pointer-truncated 10 CreateFileW.lpSecurityAttributes x64+arm64',
    'note handle-narrowed 10 CreateFileW.return x64+arm64',
    'note handle-narrowed 10 CreateFileW.hTemplateFile x64+arm64',
    'error pointer-truncated 15 GetModuleHandleW.return x64+arm64',
    'error arguments-shifted 16 PurgeComm.dwFlags ia32, note x64+arm64',
    'error sentinel 20 OpenProcess.return x64+ia32+arm64',
  ])
})

t.test('arrays as results, branches inside a Type, text that StrConv has widened', async t => {
  const folder = t.testdir({
    'a.bas': `Private Declare PtrSafe Function Make Lib "oleaut32" Alias "SafeArrayCreateVector" (ByVal vt As Integer, ByVal first As Long, ByVal count As Long) As Byte()
Private Declare PtrSafe Function CLSIDFromString Lib "ole32" (ByVal text As String, id As Any) As Long
Private Declare PtrSafe Function IIDFromString Lib "ole32" (ByVal text As String, id As Any) As Long
Private Type OVERLAPPED
  #If Win64 Then
    Internal As LongLong
    InternalHigh As LongLong
  #Else
    Internal As Long
    InternalHigh As Long
  #End If
  Offset As Long
  OffsetHigh As Long
  hEvent As LongPtr
End Type
Private Type BITMAPFILEHEADER
  bfType As Integer
  bfSize As Long
  bfReserved1 As Integer
  bfReserved2 As Integer
  bfOffBits As Long
End Type
Private Declare PtrSafe Function Broken Lib "kernel32" ( _
Sub Use()
  CLSIDFromString StrConv(name, vbUnicode), id
End Sub`,
  })
  const result = await auditFixture(folder)
  t.same(briefly(result), ['error text-width 3 IIDFromString.lpsz x64+ia32+arm64'])
  t.match(
    result.coverage.notFollowed.map(({ line, why }) => `${line} ${why}`),
    [/^16 BITMAPFILEHEADER has no gaps/, /^23 .* is not understood/],
  )
})

t.test('names that VB.NET tries with A or W', async t => {
  const folder = t.testdir({
    'a.vb': `Module N
<DllImport("user32")> Function GetWindowLong(h As IntPtr, i As Integer) As Integer
End Function
Declare Auto Function GetClassName Lib "user32" (h As IntPtr, s As StringBuilder, n As Integer) As Integer
Declare Function SetWindowText Lib "user32" (h As IntPtr, s As String) As Boolean
End Module`,
  })
  t.same(briefly(await auditFixture(folder)), [
    'error no-such-export 5 SetWindowText.name x64+ia32+arm64',
  ])
})

t.test('a wrong struct is held against the form for text that it is nearest to', async t => {
  const lines = [
    'Private Type JOYCAPS',
    '  wMid As Integer',
    '  wPid As Integer',
    '  szPname As String * 32',
    '  wXmin As Integer',
    '  wXmax As Integer',
    'End Type',
    'Private Declare PtrSafe Function joyGetDevCapsA Lib "winmm" (ByVal id As LongPtr, caps As JOYCAPS, ByVal size As Long) As Long',
  ]
  t.same(briefly(await auditFixture(t.testdir({ 'a.bas': lines.join('\n') }))), [
    'error field-width 5 JOYCAPS.wXmin x64+ia32+arm64',
  ])
})
