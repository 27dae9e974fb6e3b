import t from 'tap'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  const result = await auditFixture('csharp/Right.cs')
  t.same(briefly(result), [])
  t.same(result.notices, [])
  t.same(result.coverage.notFollowed, [])
  t.ok((result.targets[0]?.known ?? 0) > 15, 'and there was something to judge')
})

t.test('each mistake is found, in its line and on its architectures', async t => {
  const result = await auditFixture('csharp/Wrong.cs')
  t.same(briefly(result), [
    'note alias-width 5 HANDLE.alias x64+arm64',
    'error field-width 12 OVERLAPPED.Internal x64+arm64',
    'error field-width 25 DCB.XonChar x64+ia32+arm64',
    'error field-offset 33 SECURITY_ATTRIBUTES.lpSecurityDescriptor x64+arm64',
    'error pointer-truncated 38 CreateFileA.lpSecurityAttributes x64+arm64',
    'note handle-narrowed 38 CreateFileA.return x64+arm64',
    'note handle-narrowed 38 CreateFileA.hTemplateFile x64+arm64',
    'note handle-narrowed 46 PurgeComm.hFile x64+arm64',
    'error convention 49 SetEvent.convention ia32',
    'error variable-narrow 52 GetCommMask.lpEvtMask x64+ia32+arm64',
    'error pointer-truncated 55 LoadLibraryW.return x64+arm64',
    'error text-width 55 LoadLibraryW.lpLibFileName x64+ia32+arm64',
    'error struct-by-value 58 SetFilePointerEx.liDistanceToMove x64+ia32+arm64',
    'error integer-truncated 60 WNDENUMPROC.parameter 2 x64+arm64',
    'note handle-narrowed 60 WNDENUMPROC.parameter 1 x64+arm64',
    'error sentinel 72 CreateMailslotW.return x64+ia32+arm64',
    'error sentinel 74 CreateMailslotW.return x64+arm64',
  ])
  t.ok(
    result.findings.every(
      ({ language, consequence }) => language === 'C#' && /not measured in .NET/.test(consequence),
    ),
    'and it is said that nothing was measured',
  )
})

t.test('what cannot be followed is named', async t => {
  const folder = t.testdir({
    'Odd.cs': `using System.Runtime.InteropServices;
class Odd {
  [DllImport(Name + Suffix)] static extern int CloseHandle(int h);
  [DllImport("kernel32")] static extern bool SetEvent(Elsewhere h);
  [StructLayout(LayoutKind.Sequential)] struct DCB { public DCB again; }
}`,
    'Elsewhere.cs': 'class Nothing {}',
  })
  const { coverage } = await auditFixture(folder)
  t.match(
    coverage.notFollowed.map(({ line, why }) => `${line} ${why}`),
    [/^3 CloseHandle: the name of its library/, /^5 DCB.again/, /^4 SetEvent uses Elsewhere/],
  )
})

t.test('types of other files, partial classes and aliases are found', async t => {
  const folder = t.testdir({
    'A.cs': `partial class N { [DllImport("kernel32")] static extern bool SetCommMask(Port h, Events e); }`,
    'B.cs': `using I = System.Int32;
partial class N { const string K = "kernel32"; }
class Port : Base {} class Base : SafeHandleZeroOrMinusOneIsInvalid {}
enum Events : ushort { A }`,
    'C.cs': `class P { void F() { var h = N.OpenProcess(1, false, 2); if (h == new IntPtr(-1)) throw null; } }`,
    'D.cs': `partial class N { [DllImport(K)] internal static extern IntPtr OpenProcess(uint a, bool b, I c); }`,
  })
  t.same(briefly(await auditFixture(folder)), [
    'warning integer-truncated 1 SetCommMask.dwEvtMask x64+ia32+arm64',
    'error sentinel 1 OpenProcess.return x64+ia32+arm64',
  ])
})

t.test('an automatic property is the field behind it, with its attributes', async t => {
  const folder = t.testdir({
    'a.cs': `using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential)] readonly struct PARTITION_INFORMATION_MBR {
  public byte PartitionType { get; }
  [field: MarshalAs(UnmanagedType.I1)] public bool BootIndicator { get; }
  public bool RecognizedPartition { get; }
  public int HiddenSectors { get; } }`,
  })
  t.same(briefly(await auditFixture(folder)), [
    'error field-width 5 PARTITION_INFORMATION_MBR.RecognizedPartition x64+ia32+arm64',
  ])
})

t.test('a result is followed through the conversions that stand on its call', async t => {
  const folder = t.testdir({
    'a.cs': `class P { [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr CreateMailslot(string n, int m, int t, IntPtr s);
  void A() { if (CreateMailslot("a", 0, 0, s).ToInt32() == 0) throw null; }
  void B() { if (CreateMailslot("a", 0, 0, s).ToInt32() == -1) throw null; }
  void C() { if ((uint)CreateMailslot("a", 0, 0, s).ToInt64() == 0xFFFFFFFF) throw null; }
  void D() { if (CreateMailslot("a", 0, 0, s.ToInt32()).ToInt64() == 0xFFFFFFFF) throw null; }
  void E() { uint h = (uint)CreateMailslot("a", 0, 0, s); if (h == 0xFFFFFFFF) throw null; }
  void F() { long h = CreateMailslot("a", 0, 0, s).ToInt64(); if (h == 0xFFFFFFFF) throw null; }
  void G() { int h = CreateMailslot("a", 0, 0, s).ToInt32(); if (h.Equals(0)) throw null; }
  void H() { long h = (long)(uint)CreateMailslot("a", 0, 0, s); if (h.Equals(0xFFFFFFFF)) throw null; } }`,
  })
  t.same(
    briefly(await auditFixture(folder)).map(finding => finding.replace(/ CreateMailslot.*/, '')),
    [
      'error sentinel 2',
      'note sentinel 3',
      'note sentinel 4',
      'error sentinel 5',
      'note sentinel 6',
      'error sentinel 7',
      'error sentinel 8',
      'note sentinel 9',
    ],
  )
})

t.test('a result that is cut before it is compared is told by what it is', async t => {
  const folder = t.testdir({
    'a.cs': `class P { [DllImport("setupapi")] static extern IntPtr SetupDiGetClassDevs(ref Guid g, string e, IntPtr h, uint f);
  [DllImport("kernel32")] static extern IntPtr OpenProcess(uint a, bool i, uint p); [DllImport("kernel32")] static extern int OpenThread(uint a, bool i, uint p);
  void A() { IntPtr s = SetupDiGetClassDevs(ref g, null, p, 0); if ((int)s == -1) throw null; }
  void B() { IntPtr s = SetupDiGetClassDevs(ref g, null, p, 0); if (s.ToInt32() == -1) throw null; }
  void C() { IntPtr s = SetupDiGetClassDevs(ref g, null, p, 0); if (s.ToInt64() == -1) throw null; }
  void D() { IntPtr h = OpenProcess(1, false, 2); if ((int)h == 0) throw null; }
  void E() { int h = OpenThread(1, false, 2); if ((int)h == 0) throw null; } }`,
    'b.vb': `Class P
  Declare Auto Function SetupDiGetClassDevs Lib "setupapi" (ByRef g As Guid, ByVal e As String, ByVal h As IntPtr, ByVal f As Integer) As IntPtr
  Sub A()
    Dim s As IntPtr = SetupDiGetClassDevs(g, Nothing, p, 0)
    If s.ToInt32() = -1 Then Throw New Exception()
  End Sub
End Class`,
    'c.ps1': `Add-Type -Name N -Namespace W -MemberDefinition '[DllImport("setupapi")] public static extern IntPtr SetupDiGetClassDevsA(ref Guid g, string e, IntPtr h, uint f);'
$s = [W.N]::SetupDiGetClassDevsA([ref]$g, $null, $p, 0)
if ([int]$s -eq -1) { throw }
if ([W.N]::SetupDiGetClassDevsA([ref]$g, $null, $p, 0) -eq [IntPtr]::Zero) { throw }`,
  })
  const found = briefly(await auditFixture(folder)).filter(finding => / sentinel /.test(finding))
  t.same(found.map(finding => finding.replace(/\.return.*/, '')).toSorted(), [
    'error sentinel 4 SetupDiGetClassDevsA',
    'note sentinel 6 OpenProcess',
    'warning sentinel 2 SetupDiGetClassDevsA',
    'warning sentinel 3 SetupDiGetClassDevsA',
    'warning sentinel 4 SetupDiGetClassDevsA',
    'warning sentinel 4 SetupDiGetClassDevsW',
  ])
})

t.test('a method of another type with the name of an import is no import', async t => {
  const folder = t.testdir({
    'a.cs': `using Short = Native; class Native { [DllImport("user32")] internal static extern IntPtr GetParent(IntPtr h);
  void A() { var p = GetParent(h); if (p == new IntPtr(-1)) throw null; } }
class Other { void A() { var p = VisualTreeHelper.GetParent(h); if (p != null) throw null; }
  void B() { var p = Native.GetParent(h); if (p == new IntPtr(-1)) throw null; }
  void C() { var p = Short.GetParent(h); if (p == new IntPtr(-1)) throw null; } }`,
  })
  t.same(briefly(await auditFixture(folder)), [
    'error sentinel 2 GetParent.return x64+ia32+arm64',
    'error sentinel 4 GetParent.return x64+ia32+arm64',
    'error sentinel 5 GetParent.return x64+ia32+arm64',
  ])
})
