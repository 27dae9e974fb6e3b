import t from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  for (const name of ['right.py', 'right.lua', 'right.mq4']) {
    const result = await auditFixture(
      `c/${name}`,
      name.endsWith('.mq4') ? { architectures: ['ia32'] } : {},
    )
    t.same(
      briefly(result).filter(line => !/CloseHandle.return/.test(line)),
      [],
      name,
    )
    t.same(result.coverage.notFollowed, [], name)
    t.ok((result.targets[0]?.known ?? 0) > 3, 'and there was something to judge')
  }
})

t.test('cffi', async t => {
  t.same(briefly(await auditFixture('c/wrong.py')), [
    'error field-width 6 OVERLAPPED.Internal x64+arm64',
    'note handle-narrowed 12 CreateFileW.return x64+arm64',
    'error pointer-truncated 13 LoadLibraryW.return x64+arm64',
    'error variable-narrow 14 ReadFile.lpNumberOfBytesRead x64+ia32+arm64',
    'note handle-narrowed 14 ReadFile.hFile x64+arm64',
    'error parameter-count 15 CloseHandle.parameters x64+ia32+arm64',
  ])
})

t.test('LuaJIT', async t => {
  t.same(briefly(await auditFixture('c/wrong.lua')), [
    'note alias-width 3 HANDLE.alias x64+arm64',
    'error alias-width 6 ULONG_PTR.alias x64+arm64',
    'error field-width 7 SECURITY_ATTRIBUTES.lpSecurityDescriptor x64+arm64',
    'note handle-narrowed 8 CloseHandle.hObject x64+arm64',
    'error pointer-truncated 9 GetModuleHandleA.return x64+arm64',
  ])
})

t.test('MQL', async t => {
  t.same(briefly(await auditFixture('c/wrong.mq5')), [
    'error pointer-truncated 3 CreateFileW.lpSecurityAttributes x64+arm64',
    'note handle-narrowed 3 CreateFileW.return x64+arm64',
    'note handle-narrowed 3 CreateFileW.hTemplateFile x64+arm64',
    'error pointer-truncated 4 ReadFile.lpOverlapped x64+arm64',
    'note handle-narrowed 4 ReadFile.hFile x64+arm64',
    'error pointer-truncated 5 LoadLibraryW.return x64+arm64',
  ])
})

t.test('cffi: what stands under a question about the width counts for that width', async t => {
  const folder = t.testdir({
    'branches.py': [
      'import cffi, sys',
      'ffi = cffi.FFI()',
      'is_64 = sys.maxsize > 2 ** 32',
      'if is_64:',
      '    ffi.cdef("typedef uint64_t ULONG_PTR;")',
      'else:',
      '    ffi.cdef("typedef unsigned long ULONG_PTR;")',
      'ffi.cdef("""',
      'typedef struct _OVERLAPPED { ULONG_PTR Internal; ULONG_PTR InternalHigh; DWORD Offset; DWORD OffsetHigh; HANDLE hEvent; } OVERLAPPED;',
      'BOOL ReadFile(HANDLE, void *, DWORD, DWORD *, OVERLAPPED *);',
      '""")',
      'if sys.maxsize == 2147483647 or sys.platform == "cygwin":',
      '    ffi.cdef("typedef unsigned short SIZE_T;")',
    ].join('\n'),
  })
  t.same(briefly(await audit(['branches.py'], { folder })), [
    'warning alias-width 13 SIZE_T.alias x64+ia32+arm64',
  ])
})

t.test(
  'alternatives by the width of a pointer, annotations, old MQL, and what a C compiler checks',
  async t => {
    const programs: readonly (readonly [file: string, text: string, ...findings: string[]])[] = [
      [
        'a.lua',
        `if ffi.abi'64bit' then ffi.cdef[[ typedef int64_t __int3264; ]] else ffi.cdef[[ typedef int32_t __int3264; ]] end
ffi.cdef[[ typedef __int3264 LPARAM; typedef int BOOL; typedef void *HANDLE;
BOOL (__stdcall *PREAD_PROCESS_MEMORY_ROUTINE64)(HANDLE h, uint64_t base, __out_bcount(n) void *to, uint32_t n, uint32_t *done);
BOOL RevertToSelf(VOID); ]]`,
      ],
      [
        'b.py',
        `if sys.maxsize > 2**32:
    ffi.cdef("typedef uint64_t ULONG_PTR;")
else:
    ffi.cdef("typedef unsigned long ULONG_PTR;")`,
      ],
      [
        'c.py',
        'ffi.cdef("typedef unsigned long ULONG_PTR;")',
        'error alias-width 1 ULONG_PTR.alias x64+arm64',
      ],
      [
        'g.py',
        'import cffi, re\nLIB = """\ntypedef unsigned long ULONG_PTR;\n"""\nLIB = re.sub("a", "b", LIB)\nffi.cdef(LIB)\nother.cdef(MORE)',
        'error alias-width 3 ULONG_PTR.alias x64+arm64',
      ],
      [
        'g.mq5',
        '#import "user32.dll"\nuint SendInput(uint n, MOUSEINPUT &m, int b);\n#import\nstruct KEYBDINPUT\n{\nushort wVk;\nushort wScan;\nuint dwFlags;\nuint time;\nulong dwExtraInfo;\n};\nstruct MOUSEINPUT pack(8)\n{ int dx; int dy; uint mouseData; uint dwFlags; uint time; ulong dwExtraInfo; };',
        'error field-offset 10 KEYBDINPUT.dwExtraInfo x64+arm64',
      ],
      [
        'd.py',
        'ffi.cdef("int GetModuleFileName(int h);")\nffi.set_source("_d", "#include <windows.h>")',
      ],
      ['e.mq4', '#import "kernel32.dll"\nint LoadLibraryA(string name);\n#import'],
      [
        'f.mq4',
        '#property strict\n#import "kernel32.dll"\nint LoadLibraryA(string name);\n#import',
        'error text-width 3 LoadLibraryA.lpLibFileName ia32',
      ],
    ]
    for (const [file, text, ...findings] of programs) {
      const result = await auditFixture(t.testdir({ [file]: text }))
      t.same(briefly(result), findings, file)
      if (file === 'd.py')
        t.match(result.coverage.notFollowed, [{ line: 1, why: /a C compiler holds/ }])
    }
  },
)

t.test('MQL: each file has the strings of its own time', async t => {
  const imports = (...functions: readonly string[]): string =>
    ['#import "kernel32.dll"', ...functions, '#import'].join('\n')
  const ansi = imports('int LoadLibraryA(string name);')
  const folder = t.testdir({
    'new.mq4': imports('int LoadLibraryW(string name);'),
    'old.mq4': ansi,
    'old.mqh': ansi,
    'commented.mq4': imports('// int LoadLibraryW(string name);', 'int LoadLibraryA(string name);'),
    'strict.mq4': `#property strict\n${ansi}`,
    'both.mq4': imports('int LoadLibraryA(string name);', 'int GetModuleHandleW(string name);'),
  })
  t.same(briefly(await audit(['.'], { folder, architectures: ['ia32'] })), [
    'error text-width 2 LoadLibraryA.lpLibFileName ia32',
    'error text-width 3 LoadLibraryA.lpLibFileName ia32',
  ])
  const wide = t.testdir({ 'a.mqh': ansi, 'b.mq5': imports('int Beep(uint a, uint b);') })
  t.ok(
    briefly(await audit(['.'], { folder: wide, architectures: ['x64'] })).includes(
      'error text-width 2 LoadLibraryA.lpLibFileName x64',
    ),
    'a program of MetaTrader 5 only',
  )
})

t.test('MQL: what is for one width only is counted', async t => {
  const text = '#import "kernel32.dll"\nint CloseHandle(int h);\nint SetEvent(int h);\n#import'
  for (const [files, declarations] of [
    [{ 'a.mq4': text }, 2],
    [{ 'a.mq5': text }, 2],
    [{ 'a.mq4': text, 'b.mq5': text, 'c.mqh': text }, 6],
  ] as const) {
    const { coverage, failures } = await auditFixture(t.testdir(files), {
      architectures: ['x64', 'ia32', 'arm64'],
    })
    t.match({ ...coverage, failures }, { declarations, judged: declarations, failures: [] })
  }
})

t.test('MQL: a header is for the terminal whose folder it lies in', async t => {
  const header = '#import "kernel32.dll"\nulong VirtualQuery(long a, uchar &b[], ulong c);\n#import'
  const folder = t.testdir({
    'main.mq4': '#import "kernel32.dll"\nint CloseHandle(int h);\n#import',
    MQL5: { 'a.mqh': header },
    Include: { WinAPI: { 'b.mqh': header } },
    MQL4: { 'c.mqh': header },
  })
  const { findings } = await audit(['.'], { folder })
  t.same(
    [...new Set(findings.map(({ file, arch }) => `${file?.slice(-5)} ${arch.join()}`))],
    ['c.mqh ia32'],
  )
})

t.test(
  'LuaJIT: what stands under a question about the process counts for that process',
  async t => {
    const folder = t.testdir({
      'a.lua': [
        "if ffi.arch == 'x64' then",
        '  ffi.cdef[[ typedef uint64_t ULONG_PTR; ]]',
        'else',
        '  ffi.cdef[[ typedef uint32_t ULONG_PTR; ]]',
        'end',
        "if ffi.abi('32bit') then ffi.cdef[[ typedef uint32_t SIZE_T; ]] end",
        "if ffi.sizeof('void *') ~= 8 then ffi.cdef[[ typedef int32_t LONG_PTR; ]] elseif other then ffi.cdef[[ typedef int32_t SSIZE_T; ]] end",
        "if ffi.os == 'Windows' then for i = 1, 2 do ffi.cdef[[ typedef uint32_t DWORD_PTR; ]] end end",
        'local function f() if a and ffi.abi("32bit") then ffi.cdef[[ typedef int32_t INT_PTR; ]] end end',
      ].join('\n'),
    })
    t.same(briefly(await audit(['a.lua'], { folder })), [
      'error alias-width 7 SSIZE_T.alias x64+arm64',
      'error alias-width 8 DWORD_PTR.alias x64+arm64',
      'error alias-width 9 INT_PTR.alias x64+arm64',
    ])
  },
)

t.test('GDIPCONST is const, and a struct may have its forms behind an underscore', async t => {
  const folder = t.testdir({
    'a.lua': `ffi.cdef[[ typedef struct GpPath GpPath; int GdipAddPathPath(GpPath *a, GDIPCONST GpPath *b, int c);
typedef char TCHAR; typedef struct { TCHAR OriginalInfName[260]; TCHAR OriginalCatalogName[260]; unsigned cbSize; } Other;
typedef struct { uint32_t cbSize; TCHAR OriginalInfName[260]; TCHAR OriginalCatalogName[260]; } SP_ORIGINAL_FILE_INFO; ]]`,
  })
  t.same(briefly(await audit(['a.lua'], { folder })), [])
})
