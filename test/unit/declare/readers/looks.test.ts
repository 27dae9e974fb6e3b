import t from 'tap'
import { audit } from '../../../../src/audit/audit.ts'
import { briefly } from '../../../support/audit/fixture.ts'

interface Language {
  readonly file: string
  readonly head: string
  readonly foot?: string
  /** How a function with these lines is written. */
  around(lines: readonly string[], index: number): readonly string[]
  /** Lines of a function, with the widths of a pointer for which its look at the result cannot hold. */
  readonly looks: readonly (readonly [wrong: string, ...lines: readonly string[]])[]
}

const all = 'x64+ia32+arm64'
const file = 'CreateFileW(n, 0, 0, p, 3, 0, p)'
const process = 'OpenProcess(1, 0, 2)'

/** https://cffi.readthedocs.io/en/stable/ref.html, https://luajit.org/ext_ffi_semantics.html, the Javadoc of JNA, https://www.mql5.com/en/docs/basis/operations. */
const languages: readonly Language[] = [
  {
    file: 'a.py',
    head: [
      'from cffi import FFI',
      'ffi = FFI()',
      'ffi.cdef("""HANDLE CreateFileW(LPCWSTR, DWORD, DWORD, void *, DWORD, DWORD, HANDLE);',
      'HANDLE OpenProcess(DWORD, BOOL, DWORD); intptr_t CreateMailslotW(LPCWSTR, DWORD, DWORD, void *);""")',
      'k = ffi.dlopen("kernel32")',
      'ONES = ffi.cast("HANDLE", -1)  # INVALID_HANDLE_VALUE',
      'CUT = ffi.cast("HANDLE", 0xFFFFFFFF)',
    ].join('\n'),
    around: (lines, index) => [`def f${index}(self):`, ...lines.map(line => `    ${line}`)],
    looks: [
      [all, `h = k.${file}`, 'if h == -1:', '    raise OSError'],
      [all, `h = k.${file}`, 'if h is None: raise OSError'],
      [all, `h = k.${file}`, 'if not h:', '    raise OSError'],
      ['x64+arm64', `h = k.${file}`, 'if h == CUT: raise OSError'],
      ['', `h = k.${file}`, 'if h == ONES: raise OSError'],
      ['', `self.h = k.${file}`, 'if ffi.cast("HANDLE", -1) == self.h: raise OSError'],
      ['', `h = k.${file}`, 'if h == -1 or h == ONES: raise OSError'],
      ['', `h = k.${file}`, 'if int(ffi.cast("intptr_t", h)) == -1: raise OSError'],
      ['', `h = k.${file}`, 'check_handle(h)', 'if h == -1: raise OSError'],
      ['', `h = k.${file}`, 'h = other()', 'if h == -1: raise OSError'],
      ['', `h = k.${file} or None`, 'if h is None: raise OSError'],
      ['', `h = k.${file}`],
      ['', 'if h == -1: raise OSError'],
      ['', 'h = 0', 'if h == -1: raise OSError'],
      [all, `h = k.${process}`, 'if h is None: raise OSError'],
      [all, `h = k.${process}`, 'if h == 0: raise OSError'],
      ['', `h = k.${process}`, 'if not h: raise OSError'],
      ['', `h = k.${process}`, 'if h == ffi.NULL: raise OSError'],
      ['', 'i = k.CreateMailslotW(n, 0, 0, p)', 'if i == -1: raise OSError'],
      [all, 'i = k.CreateMailslotW(n, 0, 0, p)', 'assert i'],
      ['', `h = ${file}`, 'if h is None: raise OSError'],
    ],
  },
  {
    file: 'b.lua',
    head: [
      "local ffi = require 'ffi'",
      'ffi.cdef[[ typedef void *HANDLE; HANDLE CreateFileW(const wchar_t *, int, int, void *, int, int, HANDLE);',
      'HANDLE OpenProcess(int, int, int); intptr_t CreateMailslotW(const wchar_t *, int, int, void *);',
      'uint64_t CreateNamedPipeW(const wchar_t *, int, int, int, int, int, int, void *); ]]',
      "local ONES = ffi.cast('HANDLE', -1)",
    ].join('\n'),
    around: (lines, index) => [
      `local function f${index}()`,
      ...lines.map(line => `  ${line}`),
      'end',
    ],
    looks: [
      [all, `local h = ffi.C.${file}`, 'if h == -1 then error() end'],
      [all, `local h = ffi.C.${file}`, 'if h == nil then error() end'],
      [all, `local h = ffi.C.${file}`, 'if not h then error() end'],
      ['', `local h = ffi.C.${file}`, 'if h == ONES then error() end'],
      ['', `local h = ffi.C.${file}`, "if h == ffi.cast('void*', -1) then error() end"],
      [
        '',
        `local h = ffi.C.${file}`,
        "if tonumber(ffi.cast('intptr_t', h)) == -1 then error() end",
      ],
      [all, `local h = ffi.C.${process}`, 'if not h then error() end'],
      [all, `local h = ffi.C.${process}`, 'if h == 0 then error() end'],
      [all, `local h = ffi.C.${process}`, 'if h then return h end'],
      ['', `local h = ffi.C.${process}`, 'if h == nil then error() end'],
      ['', `local h = ffi.C.${process}`, 'if nil ~= h then return h end -- if not h then'],
      ['', `local h = ${process}`, 'if not h then error() end'],
      ['', 'local i = ffi.C.CreateMailslotW(n, 0, 0, p)', 'if i == -1 then error() end'],
      [
        '',
        'local i = ffi.C.CreateNamedPipeW(n, 3, 0, 1, 0, 0, 0, p)',
        'if i == -1 then error() end',
      ],
    ],
  },
  {
    file: 'C.java',
    head: [
      'import com.sun.jna.*; import com.sun.jna.platform.win32.*;',
      'interface Own extends StdCallLibrary { Own I = null; HANDLE CreateFileW(WString n, int a, int s, Pointer p, int m, int f, HANDLE t);',
      '  int OpenProcess(int a, boolean b, int c); }',
      'interface User32 extends StdCallLibrary { User32 INSTANCE = null; int CreateMailslotW(WString n, int m, int t, Pointer p); }',
      'class C { static final Pointer ONES = Pointer.createConstant(-1);',
    ].join('\n'),
    foot: '}',
    around: (lines, index) => [`void f${index}() {`, ...lines, '}'],
    looks: [
      [all, `HANDLE h = Own.I.${file};`, 'if (h == null) throw new Error();'],
      [all, `HANDLE h = Own.I.${file};`, 'if (null == h) throw new Error();'],
      ['', `HANDLE h = Own.I.${file};`, 'if (ONES.equals(h)) throw new Error();'],
      ['', `HANDLE h = Own.I.${file};`, 'if (h == null || Pointer.nativeValue(h) == -1) return;'],
      ['', `HANDLE h = Own.I.${file};`, 'if (h.getPointer().equals(null)) return; // h == null'],
      [
        all,
        `HANDLE h = Kernel32.INSTANCE.${file.replace('W', '')};`,
        'if (h == null) throw new Error();',
      ],
      [
        '',
        `HANDLE h = Kernel32.INSTANCE.${file.replace('W', '')};`,
        'if (h.equals(WinBase.INVALID_HANDLE_VALUE)) throw new Error();',
      ],
      ['', `HANDLE h = Kernel32.INSTANCE.${process};`, 'if (h == null) throw new Error();'],
      [
        all,
        `HANDLE h = Kernel32.INSTANCE.${process};`,
        'if (WinBase.INVALID_HANDLE_VALUE.equals(h)) throw new Error();',
      ],
      [all, `int h = Own.I.${process};`, 'if (h == -1) throw new Error();'],
      [all, 'int h;', `if ((h = Own.I.${process}) == 0xFFFFFFFF) throw new Error();`],
      ['', `int h = Own.I.${process};`, 'if (h == 0) throw new Error();'],
      ['', `int h = Own.I.${process};`, 'if (h <= 0) throw new Error();'],
      ['', `int h = Own.I.${process};`, 'if (h < 0) return;', 'if (h == -1) return;'],
      ['', 'int i = User32.INSTANCE.CreateMailslotW(n, 0, 0, p);', 'if (i == -1) return;'],
      ['', 'int i = User32.INSTANCE.CreateMailslotW(n, 0, 0, p);', 'if (i == 0xFFFFFFFF) return;'],
      [
        all,
        'int i = User32.INSTANCE.CreateMailslotW(n, 0, 0, p);',
        'if (i == 0xFFFFFFFFL) return;',
      ],
    ],
  },
  {
    file: 'd.mq4',
    head: [
      '#import "kernel32.dll"',
      'int CreateFileW(string n, uint a, uint s, int p, uint m, uint f, int t);',
      'int OpenProcess(int a, int b, int c);',
      '#import',
      '#define ONES 0xFFFFFFFF',
      '#define ZERO 0',
      '#define NOTHING ZERO',
    ].join('\n'),
    around: (lines, index) => [`void f${index}() {`, ...lines, '}'],
    looks: [
      ['ia32', `int h = ${file};`, 'if (h == 0) return;'],
      ['ia32', `int h = ${file};`, 'if (!h) return;'],
      ['', `int h = ${file};`, 'if (h == ONES) return;'],
      ['', `int h = ${file};`, 'if (h != INVALID_HANDLE) return;'],
      ['', `int h = ${file};`, 'if (h < 0) return;'],
      ['ia32', `int h = ${file};`, 'if (h == NOTHING) return;'],
      ['ia32', `int h = ${process};`, 'if (h == -1) return;'],
      ['ia32', `int h = ${process};`, 'if (h == EMPTY) return;'],
      ['', `int h = ${process};`, 'if (h) return;'],
    ],
  },
]

for (const { file: name, head, foot = '', around, looks } of languages)
  t.test(`${name}: a look at a result that cannot hold is found, and no other`, async t => {
    let line = head.split('\n').length
    const lines: string[] = []
    const expected: string[] = []
    for (const [index, [wrong, ...own]] of looks.entries()) {
      const at = own.findIndex(one => /(CreateFile|OpenProcess|CreateMailslot)/.test(one))
      if (wrong !== '') expected.push(`${line + 2 + at} ${wrong}`)
      const written = around(own, index)
      lines.push(...written)
      line += written.length
    }
    const folder = t.testdir({ [name]: [head, ...lines, foot, ''].join('\n') })
    const result = await audit([name], { folder })
    t.same(
      briefly(result).flatMap(one => {
        const [, at, where] = /^error sentinel (\d+) \S+ (\S+)$/.exec(one) ?? []
        return at === undefined ? [] : [`${at} ${where}`]
      }),
      expected,
    )
  })
