import t from 'tap'
import { narrowMemberIn } from '../../../../src/diagnose/text/narrow-members.ts'

const memberIn = (text: string, call?: string, isNet = false): string | undefined =>
  narrowMemberIn(text.split('\n'), call, isNet)?.quote

t.test('a member that is as wide as a pointer is found with 32 bits, in each language', async t => {
  for (const [text, isNet, expected] of [
    [
      'class PROCESSENTRY32(ctypes.Structure):\n    _fields_ = [("dwSize", ctypes.c_ulong),\n        ("th32DefaultHeapID", ctypes.c_ulong),',
      false,
      '("th32DefaultHeapID", ctypes.c_ulong),',
    ],
    [
      'public struct SP_DEVINFO_DATA\n{\n  public uint cbSize;\n  public Guid ClassGuid;\n  public uint DevInst;\n  public uint Reserved;\n}',
      true,
      'public uint Reserved;',
    ],
    [
      'Private Type OVERLAPPED\n    Internal As Long\n    InternalHigh As Long\nEnd Type',
      false,
      'Internal As Long',
    ],
    [
      'type\n  TProcessEntry32 = packed record\n    dwSize: DWORD;\n    th32DefaultHeapID: DWORD;\n  end;',
      false,
      'th32DefaultHeapID: DWORD;',
    ],
    [
      'type ProcessEntry32 struct {\n\tSize uint32\n\tTh32DefaultHeapID uint32\n}',
      false,
      'Th32DefaultHeapID uint32',
    ],
    [
      'class ProcessEntry32 < FFI::Struct\n  layout :dwSize, :uint32,\n    :th32DefaultHeapID, :uint32',
      false,
      ':th32DefaultHeapID, :uint32',
    ],
    ['struct COPYDATASTRUCT {\n  unsigned long dwData;\n}', false, 'unsigned long dwData;'],
  ] as const)
    t.equal(memberIn(text, undefined, isNet), expected, text)
})

t.test('a member that is declared rightly, or of another struct, is none', async t => {
  for (const [text, isNet] of [
    ['struct COPYDATASTRUCT {\n  ULONG_PTR dwData;\n  DWORD cbData;\n  PVOID lpData;\n}', false],
    [
      'public struct SP_DEVINFO_DATA\n{\n  public uint DevInst;\n  public IntPtr Reserved;\n}',
      true,
    ],
    ['struct COPYDATASTRUCT\n{\n  public long dwData;\n}', true],
    ['struct Config {\n  int dwData;\n}', false],
    ['struct COPYDATASTRUCT {\n  void *lpData;\n}\nint dwData;', false],
    ['struct COPYDATASTRUCT {\n  int *dwData;\n}', false],
  ] as const)
    t.equal(memberIn(text, undefined, isNet), undefined, text)
  const text = 'struct COPYDATASTRUCT {\n  int dwData;\n}'
  t.equal(memberIn(text, 'Process32First'), undefined, 'the failing call takes another')
  t.equal(memberIn(text, 'OwnFunction'), 'int dwData;', 'nothing is known of the call')
})
