import t from 'tap'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'
import type { MistakeId } from '../../../../src/mistakes/index.ts'
import { byRules } from '../../../support/diagnose/by-rules.ts'

const rows: Readonly<Record<string, readonly (readonly [string, readonly MistakeId[]])[]>> = {
  'types of two widths, as compilers of many languages say it': [
    [`cannot convert argument 3 from "PULONG" to "PULONG_PTR"`, ['type-alias']],
    [
      `argument of type "DWORD *" is incompatible with parameter of type "SIZE_T *"`,
      ['type-alias'],
    ],
    [
      '[dcc64 Error] Main.pas(40): E2033 Types of actual and formal var parameters must be identical',
      ['type-alias'],
    ],
    [
      'Error: Call by var for arg no. 5 has to match exactly: Got "LongWord" expected "QWord"',
      ['type-alias'],
    ],
    [
      "CS1503: Argument 1: cannot convert from 'System.IntPtr' to 'int'",
      ['type-alias', 'arg-truncated'],
    ],
    ["BC30311: Value of type 'IntPtr' cannot be converted to 'Integer'.", ['type-alias']],
    ['error: incompatible types: HWND cannot be converted to int', ['type-alias']],
    [
      'cannot use hwnd (variable of type uint32) as uintptr value in argument to syscall.SyscallN',
      ['type-alias', 'arg-truncated'],
    ],
    ["error: expected type '*anyopaque', found 'u32'", ['type-alias']],
    ["cannot convert value of type 'Int32' to expected argument type 'HWND'", ['type-alias']],
    ["Error: type mismatch: got <int32> but expected 'HANDLE = pointer'", ['type-alias']],
    ['error[E0606]: casting `*mut c_void` as `i32` is invalid', ['type-alias']],
    [
      'Hint: Conversion between ordinals and pointers is not portable (SendMessage)',
      ['type-alias'],
    ],
    ["Couldn't match expected type ‘Word32’ with actual type ‘Ptr ()’", ['type-alias']],
    [
      'error C2664: «BOOL ReadProcessMemory(HANDLE,LPCVOID,LPVOID,SIZE_T,SIZE_T *)»: невозможно преобразовать аргумент 5 из "unsigned long *" в "SIZE_T *"\nNMAKE : fatal error U1077: "cl.EXE": возвращаемый код "0x2"',
      ['type-alias'],
    ],
    ['Fehler C2440: „=“: „HANDLE“ kann nicht in „DWORD“ konvertiert werden', ['type-alias']],
  ],
  'a callback whose result is as wide as a pointer, on one line and wrapped': [
    [
      "error C2664: 'EnumWindows': cannot convert argument 1 from 'LRESULT (__cdecl *)(HWND,LPARAM)' to 'WNDENUMPROC'",
      ['type-alias', 'too-wide'],
    ],
    [
      "error C2440: 'static_cast': cannot convert from 'INT_PTR (__cdecl *)\n(HMODULE,LPCSTR,LPSTR,LONG_PTR)' to 'ENUMRESNAMEPROCA'",
      ['type-alias', 'too-wide'],
    ],
  ],
  'what is compared that has no sign, and what C calls long': [
    [
      "V547 Expression 'received >= 0' is always true. Unsigned type value is always >= 0.",
      ['sentinel-mismatch'],
    ],
    [
      'warning: comparison of unsigned expression in ‘>= 0’ is always true [-Wtype-limits]',
      ['sentinel-mismatch'],
    ],
    ['[Windows] unsigned long is generated as ffi.Uint64()', ['type-alias']],
    [
      'Winsock socket descriptors are declared as 32-bit `int`',
      ['arg-truncated', 'return-truncated', 'type-alias'],
    ],
  ],
  'where a cast stands that a compiler complains of': [
    [
      "open.cpp:12:9: error: cast from 'HINSTANCE' to 'int' loses precision [-fpermissive]\n   12 |     if ((int)ShellExecuteA(0, 0, url, 0, 0, 1) <= 32)",
      ['field-narrowed'],
    ],
    [
      "o.cpp(9): warning C4311: 'type cast': pointer truncation from 'HANDLE' to 'int'",
      ['field-narrowed'],
    ],
    [
      "a.cpp:3:7: error: cast from 'HINSTANCE' to 'int' loses precision\n    3 | if((GetEnvironmentVariable(name, file, 260) != 0) && ((int) ShellExecute(0, 0, file, 0, 0, 0) > 32))",
      ['field-narrowed'],
    ],
    [
      'a.c:8:3: warning: cast from pointer to integer of different size [-Wpointer-to-int-cast]\n    8 |   PostMessage(window, WM_APP, 0, (LONG)pData);',
      ['arg-truncated'],
    ],
    [
      'a.c:8:3: warning: cast from pointer to integer of different size [-Wpointer-to-int-cast]\n    8 |   return (int)module;',
      ['return-truncated'],
    ],
    [
      "t.cc:5:7: error: cast from 'HANDLE' {aka 'void*'} to 'HRESULT' {aka 'long int'} loses precision\n    5 |   if (SUCCEEDED(thread)) {",
      ['sentinel-mismatch'],
    ],
  ],
}

for (const [kind, texts] of Object.entries(rows))
  t.test(kind, async t => {
    for (const [text, classes] of texts) {
      const { ranking } = byRules(parseText(text))
      t.ok(ranking[0] && classes.includes(ranking[0].class), `${text} → ${ranking[0]?.class}`)
    }
  })

t.test('types of one width say nothing', async t => {
  for (const text of [
    "error C2664: cannot convert argument 2 from 'const char [5]' to 'LPCWSTR'",
    'error: expected `*mut c_void`, found `isize`',
    'cannot use name (variable of type string) as *uint16 value in argument to CreateFile',
  ])
    t.same(parseText(text).described ?? [], [], text)
})
