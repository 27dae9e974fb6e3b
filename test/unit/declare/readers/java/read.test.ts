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

t.test('structs without gaps, as the interface around them or they themselves say', async t => {
  const folder = t.testdir({
    'A.java': `import com.sun.jna.*;
interface Shell extends StdCallLibrary {
  int STRUCTURE_ALIGNMENT = Platform.is64Bit() ? Structure.ALIGN_DEFAULT : Structure.ALIGN_NONE;
  @FieldOrder({"hwnd", "wFunc", "pFrom", "pTo", "fFlags", "fAnyOperationsAborted", "hNameMappings", "lpszProgressTitle"})
  class SHFILEOPSTRUCT extends Structure {
    public Pointer hwnd; public int wFunc; public String pFrom; public String pTo; public short fFlags;
    public boolean fAnyOperationsAborted; public Pointer hNameMappings; public String lpszProgressTitle;
  }
}`,
    'B.java': `import com.sun.jna.*;
class B { @FieldOrder({"bfType", "bfSize", "bfReserved1", "bfReserved2", "bfOffBits"})
  static class BITMAPFILEHEADER extends Structure {
    public short bfType; public int bfSize; public short bfReserved1; public short bfReserved2; public int bfOffBits;
    BITMAPFILEHEADER() { super(ALIGN_NONE); } }
  @FieldOrder({"Relationship", "Size"})
  static class SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX extends Structure { public int Relationship; public int Size; } }`,
  })
  t.same(briefly(await auditFixture(folder)), [
    'warning struct-size 7 SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX.size x64+ia32+arm64',
  ])
})
