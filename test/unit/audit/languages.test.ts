import { cpSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { renderPretty } from '../../../src/audit/formats/pretty.ts'
import { languageNames, languages, languagesOf } from '../../../src/declare/readers/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'

/** A file of each language that is read and not run, with the name that it gets here. */
const one: readonly (readonly [fixture: string, file: string, language: string])[] = [
  ['autohotkey/wrong.ahk', 'a.ahk', 'AutoHotkey'],
  ['visual-basic/wrong.bas', 'b.bas', 'VBA'],
  ['javascript/bun.ts', 'bun.ts', 'JavaScript'],
  ['csharp/Wrong.cs', 'C.cs', 'C#'],
  ['c/wrong.py', 'cffi.py', 'Python'],
  ['javascript/deno.ts', 'deno.ts', 'JavaScript'],
  ['javascript/ffi-napi.cjs', 'ffi-napi.cjs', 'JavaScript'],
  ['javascript/ffi-rs.mjs', 'ffi-rs.mjs', 'JavaScript'],
  ['java/Wrong.java', 'J.java', 'Java'],
  ['c/wrong.lua', 'l.lua', 'Lua'],
  ['c/wrong.mq5', 'm.mq5', 'MQL'],
  ['javascript/node-ffi.mjs', 'node-ffi.mjs', 'JavaScript'],
  ['powershell/wrong.ps1', 'p.ps1', 'PowerShell'],
  ['ctypes/wrong.py', 'python.py', 'Python'],
  ['visual-basic/wrong.vb', 'v.vb', 'VB.NET'],
]

t.test('a folder of all languages gives one list, and each file names its language', async t => {
  t.equal(one.length, languageNames.length, 'a file of each')
  const folder = t.testdir()
  for (const [fixture, file] of one) cpSync(join(auditFixtures, fixture), join(folder, file))
  const result = await audit(['.'], { folder, run: false })
  t.strictSame(
    Object.fromEntries(result.findings.map(({ file, language }) => [file, language])),
    Object.fromEntries(one.map(([, file, language]) => [file, language])),
  )
  const files = result.findings.map(({ file }) => file)
  t.same(
    files,
    [...files].sort((left = '', right = '') => left.localeCompare(right)),
    'one list',
  )
  const text = renderPretty(result)
  for (const [, file, language] of one) t.match(text, `${file} (${language})`)
  t.equal(text.match(/^\d+ errors?, /gm)?.length, 1, 'and one summary')
})

t.test('the grammars that the package carries take at most 6 MB', async t => {
  const readers = join(packageFolder, 'src/declare/readers')
  const grammars = readdirSync(readers, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.wasm(\.br)?$/.test(name))
    .map(name => statSync(join(readers, name)).size)
  t.ok(grammars.length >= 2, 'of Python and of C#')
  t.ok(grammars.reduce((sum, size) => sum + size, 0) <= 6 * 1024 * 1024, grammars.join(' + '))
})

t.test('each language of the registry is read, and says what it reads', async t => {
  for (const name of languageNames) {
    const { title, extensions, reads, judges, measured } = languages[name]
    for (const text of [title, reads, judges, measured]) t.match(text, /\w/, name)
    for (const extension of extensions) {
      t.match(extension, /^\.[a-z0-9]+$/)
      t.ok(languagesOf(extension.toUpperCase()).includes(name))
    }
    const reading = await languages[name].read([], { architectures: ['x64'], limitMs: 1000 })
    t.match(reading.vocabulary.language, /\w/, name)
    t.same([reading.files, reading.failures], [[], []])
    const isMeasured = !measured.startsWith('nothing')
    t.equal(
      reading.vocabulary.unmeasured === undefined,
      isMeasured,
      `${name} says whether it was measured`,
    )
  }
})

t.test('the fix of a wrong calling convention is in words of the language', async t => {
  const programs: Readonly<Record<string, readonly [text: string, ...fixes: string[]]>> = {
    'a.py': [
      'from ctypes import *\nfrom ctypes.wintypes import *\nCDLL("kernel32").SetEvent.argtypes = [HANDLE]\nWNDPROC = CFUNCTYPE(c_ssize_t, HWND, UINT, WPARAM, LPARAM)\nu = windll.user32\nu.EnumWindows.argtypes = [CFUNCTYPE(BOOL, HWND, LPARAM), LPARAM]\n',
      'WinDLL instead of CDLL',
      'WINFUNCTYPE instead of CFUNCTYPE',
      'WINFUNCTYPE instead of CFUNCTYPE',
    ],
    'b.py': [
      'ffi.cdef("""int __cdecl SetEvent(HANDLE h); typedef LRESULT (__cdecl *WNDPROC)(HWND, UINT, WPARAM, LPARAM);""")\n',
      '__stdcall',
      '__stdcall',
    ],
    'c.cs': [
      'class N {\n[DllImport("kernel32", CallingConvention = CallingConvention.Cdecl)] static extern bool SetEvent(IntPtr h);\n[DllImport("user32")] static extern bool EnumWindows(Visit v, IntPtr l);\n[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate bool Visit(IntPtr h, IntPtr l); }\n',
      'CallingConvention = CallingConvention.Winapi',
      '[UnmanagedFunctionPointer(CallingConvention.Winapi)]',
    ],
    'd.vb': [
      'Module N\n<DllImport("kernel32", CallingConvention:=CallingConvention.Cdecl)>\nFunction SetEvent(h As IntPtr) As Boolean\nEnd Function\nEnd Module\n',
      '<DllImport(…, CallingConvention:=CallingConvention.Winapi)>',
    ],
    'e.bas': [
      'Private Declare Function swprintf CDecl Lib "msvcrt" () As Long\nPrivate Declare Function wsprintfW Lib "user32" (ByVal a As Long, ByVal b As Long) As Long\n',
      'no Declare, which is stdcall: call it through a DLL of your own',
    ],
  }
  for (const [name, [text, ...fixes]] of Object.entries(programs)) {
    const folder = t.testdir({ [name]: text })
    const { findings } = await audit([name], { folder })
    const found = findings.filter(({ rule }) => rule === 'convention')
    t.same(
      found.map(({ fix }) => fix),
      fixes,
      name,
    )
    t.ok(
      found
        .filter(({ fix }) => /WINFUNC|Pointer/.test(fix))
        .every(({ consequence }) =>
          consequence.startsWith('on ia32 the arguments are not removed'),
        ),
      'and a callback is not called a function',
    )
  }
})
