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

t.test('structs of PSReflect, and functions that take them', async t => {
  const lines = [
    '$Kind = psenum $Module Space.Kind UInt32 @{ A = 1 }',
    '$OVERLAPPED = struct $Module OVERLAPPED @{',
    '  Internal = field 0 UInt32 # IntPtr',
    '  InternalHigh = field 1 UIntPtr',
    '  Offset = field 2 UInt32',
    '  hEvent = field 4 IntPtr',
    '  OffsetHigh = field 3 UInt32',
    '}',
    '$SYSTEMTIME = struct $Module SYSTEMTIME @{',
    '  wYear = field 0 UInt16',
    '  wMonth = field 1 UInt16',
    '  wDayOfWeek = field 2 UInt16',
    '  wDay = field 3 UInt16',
    '  wHour = field 4 UInt16',
    '  wMinute = field 5 UInt16',
    '  wSecond = field 6 UInt16',
    '  wMilliseconds = field 7 UInt16',
    '}',
    '$TIME_ZONE_INFORMATION = struct $Module Space.TIME_ZONE_INFORMATION @{',
    '  Bias = field 0 Int32',
    "  StandardName = field 1 String -MarshalAs @('ByValTStr', 32)",
    '  StandardDate = field 2 $SYSTEMTIME',
    '  StandardBias = field 3 Int32',
    "  DaylightName = field 4 String -MarshalAs @('ByValTStr', 32)",
    '  DaylightDate = field 5 $SYSTEMTIME',
    '  DaylightBias = field 6 Int32',
    '} -CharSet Unicode',
    '$PSAPI_WORKING_SET_INFORMATION = struct $Module CONSOLE_CURSOR_INFO @{ dwSize = field 0 $Kind; bVisible = field 1 Byte }',
    '$LARGE = struct $Module ULARGE_INTEGER @{',
    '  QuadPart = field 0 UInt64 -Offset 0',
    '  HighPart = field 2 UInt32 -Offset 8',
    '} -ExplicitLayout',
    '$FILEHEADER = struct $Module BITMAPFILEHEADER @{',
    '  bfType = field 0 UInt16; bfSize = field 1 UInt32',
    '  bfReserved1 = field 2 UInt16; bfReserved2 = field 3 UInt16; bfOffBits = field 4 UInt32',
    '} -PackingSize Size2',
    '$SIGNED = struct $Module LARGE_INTEGER @{ QuadPart = field 0 Int64 -Offset 0; HighPart = field 1 Int32 -Offset 4 } -ExplicitLayout',
    '$LUID = struct $Module LUID @{ LowPart = field 0 UInt32; HighPart = field 1 $LARGE.MakePointerType() }',
    '$f = @(',
    '  (func kernel32 GetTimeZoneInformation ([UInt32]) @($TIME_ZONE_INFORMATION.MakeByRefType())),',
    '  (func kernel32 GetSystemTime ([Void]) @($SYSTEMTIME)),',
    '  (func kernel32 CloseHandle ([Bool]) @([IntPtr]))',
    ')',
  ]
  const result = await auditFixture(t.testdir({ 'a.ps1': lines.join('\n') }))
  t.same(briefly(result), [
    'warning field-width 3 OVERLAPPED.Internal x64+arm64',
    'warning field-width 28 CONSOLE_CURSOR_INFO.bVisible x64+ia32+arm64',
    'error field-offset 31 ULARGE_INTEGER.HighPart x64+ia32+arm64',
    'error field-width 38 LUID.HighPart x64+arm64',
    'error struct-by-value 41 GetSystemTime.lpSystemTime ia32+arm64, warning x64',
  ])
  t.same(result.coverage.notFollowed, [])
})
