import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { renderPretty } from '../../../src/audit/formats/pretty.ts'
import { languageNames, languages, languagesOf } from '../../../src/declare/readers/index.ts'
import { auditFixtures } from '../../support/audit/fixture.ts'

const one: Readonly<Record<string, string>> = {
  'csharp/Wrong.cs': 'C#',
  'powershell/wrong.ps1': 'PowerShell',
  'visual-basic/wrong.bas': 'VBA',
  'visual-basic/wrong.vb': 'VB.NET',
  'autohotkey/wrong.ahk': 'AutoHotkey',
  'java/Wrong.java': 'Java',
  'c/wrong.lua': 'Lua',
  'c/wrong.mq5': 'MQL',
  'ctypes/wrong.py': 'Python',
}

t.test('a folder of all languages gives one list, and each file names its language', async t => {
  const folder = t.testdir()
  for (const name of Object.keys(one))
    cpSync(join(auditFixtures, name), join(folder, basename(name)))
  const result = await audit(['.'], { folder })
  t.same(
    new Map(result.findings.map(({ file, language }) => [file, language])),
    new Map(
      Object.entries(one)
        .map(([name, language]) => [basename(name), language] as const)
        .sort(([left], [right]) => left.localeCompare(right)),
    ),
  )
  const text = renderPretty(result)
  for (const [name, language] of Object.entries(one))
    t.match(text, `${basename(name)} (${language})`)
  t.equal(text.match(/^\d+ errors?, /gm)?.length, 1, 'and one summary')
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
        .every(({ consequence }) => consequence.startsWith('on ia32 nobody takes the arguments')),
      'and a callback is not called a function',
    )
  }
})
