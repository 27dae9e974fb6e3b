import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { changedLines } from '../../../src/audit/edits/index.ts'
import { fixFiles } from '../../../src/cli/fix.ts'

type Programs = Readonly<
  Record<string, readonly [text: string, changed: Readonly<Record<number, string>>]>
>

/** Programs with the lines that are certain to be wrong, and what becomes of them. Lines count from 1. */
const python: Programs = {
  'names as they are imported': [
    'from ctypes import *\nfrom ctypes.wintypes import HANDLE, DWORD\nk = windll.kernel32\nk.FreeLibrary.argtypes = [c_int]\nk.LoadLibraryW.restype = c_int # why\n',
    {
      4: 'k.FreeLibrary.argtypes = [c_void_p]',
      5: 'k.LoadLibraryW.restype = c_void_p # why',
    },
  ],
  'modules by their names': [
    'import ctypes\nfrom ctypes import wintypes as w\nk = ctypes.windll.kernel32\nk.HeapFree.argtypes = [\n    w.DWORD,  # the heap\n    w.DWORD, w.LPVOID]\nk.HeapAlloc.restype = ctypes.c_uint\n',
    { 5: '    w.HANDLE,  # the heap', 7: 'k.HeapAlloc.restype = w.LPVOID' },
  ],
  'fields, aliases and attributes': [
    'from ctypes import *\nULONG_PTR = c_ulong\nclass COPYDATASTRUCT(Structure):\n    _fields_ = [("dwData", c_ulong), ("cbData", c_ulong), ("lpData", c_void_p)]\nwindll.kernel32.CloseHandle.restypes = c_int\n',
    {
      2: 'ULONG_PTR = c_size_t',
      4: '    _fields_ = [("dwData", c_size_t), ("cbData", c_ulong), ("lpData", c_void_p)]',
      5: 'windll.kernel32.CloseHandle.restype = c_int',
    },
  ],
  'what is not written literally stays': [
    'import ctypes\nk = ctypes.windll.kernel32\nnarrow = ctypes.c_int\ndef declare(f, r, *a):\n    f.restype = r\n    f.argtypes = a\ndeclare(k.LoadLibraryW, narrow, ctypes.c_wchar_p)\nk.FreeLibrary.argtypes = [narrow]\nk.ReadFile.argtypes = [ctypes.POINTER(ctypes.c_int) * 1]\n',
    {},
  ],
}

const koffi = "import koffi from 'koffi'\nconst k = koffi.load('kernel32.dll')\n"
const javaScript: Programs = {
  'results, parameters, and what a comment or a convention stands before': [
    `${koffi}k.func('LoadLibraryW', 'int', ['str16']) // why\nk.func('__stdcall', "HeapAlloc", 'uint32', [\n  'int',\n  'uint32', 'size_t'])\n`,
    {
      3: "k.func('LoadLibraryW', 'void *', ['str16']) // why",
      4: `k.func('__stdcall', "HeapAlloc", 'void *', [`,
      5: "  'void *',",
    },
  ],
  'fields, and aliases that a name is given': [
    `${koffi}const LPVOID = koffi.alias('LPVOID', 'int32_t')\nkoffi.struct('OVERLAPPED', { Internal: 'uint32', InternalHigh: 'uint32', Offset: 'uint32', OffsetHigh: 'uint32', hEvent: 'void *' })\n`,
    {
      3: "const LPVOID = koffi.alias('LPVOID', 'void *')",
      4: "koffi.struct('OVERLAPPED', { Internal: 'uintptr_t', InternalHigh: 'uint32', Offset: 'uint32', OffsetHigh: 'uint32', hEvent: 'void *' })",
    },
  ],
  'rows of a table': [
    `${koffi}const rows = {\n  GlobalLock: ['int', ['void *']],\n  LocalLock: ["int", ['void *']],\n  HeapCreate: ['int', ['uint32', 'size_t', 'size_t']],\n}\nfor (const [name, [result, types]] of Object.entries(rows)) k.func(name, result, types)\n`,
    {
      4: "  GlobalLock: ['void *', ['void *']],",
      5: `  LocalLock: ["void *", ['void *']],`,
      6: "  HeapCreate: ['void *', ['uint32', 'size_t', 'size_t']],",
    },
  ],
  'what is no type in the place of one stays': [
    `import koffi from 'koffi'\nconst rows = {\n  GlobalLock: ['kernel32.dll', ['void *'], 'int'],\n  LocalLock: ['kernel32.dll', ['void *'], 'int'],\n  HeapCreate: ['kernel32.dll', ['uint32', 'size_t', 'size_t'], 'int'],\n}\nfor (const [name, [library, types, result]] of Object.entries(rows)) koffi.load(library).func(name, result, types)\n`,
    {},
  ],
}

for (const [file, programs] of Object.entries({ 'program.py': python, 'program.mjs': javaScript }))
  for (const [title, [text, changed]] of Object.entries(programs)) {
    t.test(`${file}: ${title}`, async t => {
      const folder = t.testdir({ [file]: text })
      const { findings } = await audit([file], { folder })
      t.not(findings.length, 0, 'and there was something to mend')
      const lines = changedLines(findings).get(file) ?? []
      t.same(Object.fromEntries(lines.map(({ line, after }) => [line, after])), changed)
    })
  }

t.test('written into the file, the ends of its lines kept, they mend it', async t => {
  const folder = t.testdir({
    'program.py':
      'from ctypes import *\r\nwindll.kernel32.FreeLibrary.argtypes = [c_int]\r\nwindll.kernel32.FreeLibrary.restype = c_int',
  })
  const { findings } = await audit(['program.py'], { folder })
  t.same(await fixFiles(findings, folder), { lines: 1, files: 1 })
  t.equal(
    readFileSync(join(folder, 'program.py'), 'utf8'),
    'from ctypes import *\r\nwindll.kernel32.FreeLibrary.argtypes = [c_void_p]\r\nwindll.kernel32.FreeLibrary.restype = c_int',
  )
  t.same((await audit(['program.py'], { folder })).findings, [])
  t.same(
    await fixFiles(findings, folder),
    { lines: 0, files: 0 },
    'a line that is another now stays',
  )
})
