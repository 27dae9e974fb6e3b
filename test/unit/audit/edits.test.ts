import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../src/audit/audit.ts'
import { changedLines } from '../../../src/audit/edits/index.ts'
import { fixFiles } from '../../../src/cli/fix.ts'

/** Programs with the lines that are certain to be wrong, and what becomes of them. Lines count from 1. */
const programs: Readonly<
  Record<string, readonly [text: string, changed: Readonly<Record<number, string>>]>
> = {
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

for (const [title, [text, changed]] of Object.entries(programs)) {
  t.test(title, async t => {
    const folder = t.testdir({ 'program.py': text })
    const { findings } = await audit(['program.py'], { folder })
    const lines = changedLines(findings).get('program.py') ?? []
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
    { lines: 0, files: 1 },
    'a line that is another now stays',
  )
})
