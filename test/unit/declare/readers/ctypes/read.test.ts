import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { audit } from '../../../../../src/audit/audit.ts'
import { auditFixture, briefly } from '../../../../support/audit/fixture.ts'

t.test('declared rightly: silence', async t => {
  for (const name of ['correct.py', 'by-bitness.py']) {
    const result = await auditFixture(`ctypes/${name}`)
    t.same(briefly(result), [], name)
    t.same(result.notices, [])
    t.ok((result.targets[0]?.known ?? 0) > 5, 'and there was something to judge')
  }
})

t.test('each mistake is found, in its line and on its architectures', async t => {
  t.same(briefly(await auditFixture('ctypes/wrong.py')), [
    'note alias-width 6 HANDLE.alias x64+arm64',
    'error alias-width 7 ULONG_PTR.alias x64+arm64',
    'error sentinel 12 SetupDiGetClassDevsW.return x64+ia32+arm64',
    'error field-width 19 OVERLAPPED.Internal x64+arm64',
    'error field-offset 24 SECURITY_ATTRIBUTES.lpSecurityDescriptor x64+arm64',
    'note handle-narrowed 36 PurgeComm.hFile x64+arm64',
    'note undeclared-result 37 CreateEventW.return x64+arm64',
    'error pointer-truncated 42 GetModuleHandleW.return x64+arm64',
    'error variable-narrow 44 DuplicateHandle.lpTargetHandle x64+arm64',
    'warning convention 46 SetEvent.convention ia32',
    'error variable-narrow 48 GetCommMask.lpEvtMask x64+ia32+arm64',
    'error sentinel 52 CreateFileW.return x64+arm64',
    'error undeclared-parameters 55 FreeLibrary.hLibModule x64+arm64',
    'warning undeclared-parameters 56 WaitForSingleObject.hHandle x64+arm64',
    'error stated-size 59 SP_DEVICE_INTERFACE_DETAIL_DATA_W.cbSize x64+arm64',
  ])
})

t.test('modules of a folder see each other', async t => {
  const folder = t.testdir({
    port: {
      '__init__.py': '',
      'types.py':
        'from ctypes import c_uint, windll\nHDEVINFO = c_uint\nINVALID_HANDLE_VALUE = 0xFFFFFFFF\nsetupapi = windll.setupapi\n',
      'list.py':
        'import ctypes\nfrom . import types\nfrom .types import HDEVINFO\ndestroy = types.setupapi.SetupDiDestroyDeviceInfoList\ndestroy.argtypes = [HDEVINFO]\ndestroy.restype = ctypes.c_int\n',
    },
  })
  t.same(briefly(await audit(['port'], { folder })), [
    'error pointer-truncated 5 SetupDiDestroyDeviceInfoList.DeviceInfoSet x64+arm64',
    'error alias-width 2 HDEVINFO.alias x64+arm64',
  ])
})

t.test('a binding of other libraries may use the same names', async t => {
  const own =
    'class OVERLAPPED(Structure):\n    _fields_ = [("Internal", c_uint)]\nHANDLE = c_int\n'
  const folder = t.testdir({
    'other.py': `from ctypes import *\nlibc = CDLL('libc.so.6')\nlibc.socket.argtypes = [c_int]\nlibc.socket.restype = c_int\n${own}`,
    'only-types.py': `from ctypes import *\n${own}`,
  })
  t.same(briefly(await audit(['other.py'], { folder })), [])
  t.ok((await audit(['only-types.py'], { folder })).findings.length >= 2)
})

t.test('what is not followed for ever', async t => {
  const folder = t.testdir({
    'loop.py': 'def ask():\n    return ask()\nif ask():\n    pass\n',
    'deep.py': `import ctypes\nx = ${'('.repeat(3000)}1${')'.repeat(3000)}\nctypes.windll.kernel32.FreeLibrary.argtypes = [ctypes.c_uint]\n`,
    'self.py':
      'from ctypes import *\nclass GUID(Structure):\n    pass\nGUID._fields_ = [("inner", GUID)]\nlarge = 1 << (1 << 200)\n',
  })
  t.same(briefly(await audit(['loop.py', 'self.py'], { folder })), [])
  t.same(briefly(await audit(['deep.py'], { folder })), [
    'error pointer-truncated 3 FreeLibrary.hLibModule x64+arm64',
  ])
})

t.test('files that are hard to read', async t => {
  const broken = await auditFixture('ctypes/broken.py')
  t.match(broken.notices, [
    /^ctypes[\\/]broken\.py has invalid syntax at line 2; what could be read of it was audited$/,
  ])
  t.same(
    briefly(await auditFixture('ctypes/latin1.py')),
    ['error pointer-truncated 4 FreeLibrary.hLibModule x64+arm64'],
    'the encoding that the file declares',
  )
  t.match((await auditFixture('ctypes/undeclared-encoding.py')).notices, [
    /^ctypes[\\/]undeclared-encoding\.py was not read: it is not text in the encoding that it declares/,
  ])

  const folder = t.testdir({})
  const line = 'kernel32.FreeLibrary.argtypes = [c_uint]\n'
  const megabytes = 1
  const head = 'from ctypes import *\nkernel32 = windll.kernel32\n'
  writeFileSync(
    join(folder, 'large.py'),
    head + line.repeat(Math.floor((megabytes * 1024 * 1024) / line.length)),
  )
  const large = await audit(['large.py'], { folder, limitMs: 20_000 })
  // A slow or busy machine may not get through it; then it says so.
  const isTold = large.notices.some(notice => /within 20 s/.test(notice))
  t.ok(
    isTold || large.findings[0]?.rule === 'pointer-truncated',
    `${megabytes} MB are read, or it is said that they were too much`,
  )
  const hurried = await audit(['large.py'], { folder, limitMs: 20 })
  t.match(hurried.notices, [/could not be parsed within 0\.02 s/])
  writeFileSync(join(folder, 'huge.py'), '#')
  truncateSync(join(folder, 'huge.py'), 17 * 1024 * 1024)
  t.match((await audit(['huge.py'], { folder })).notices, [
    /huge\.py was not read: it has more than 16 MiB/,
  ])
})

t.test('a file whose declarations are in modules that it imports', async t => {
  const folder = t.testdir({
    port: {
      '__init__.py': '',
      'serialwin32.py':
        'from port import win32\nfrom .more import LoadLibrary\nhandle = win32.CreateFile("COM3", 0, 0, None, 3, 0, 0)\n',
      'win32.py':
        'from ctypes import *\nk = windll.kernel32\nFreeLibrary = k.FreeLibrary\nFreeLibrary.argtypes = [c_int]\nCreateFile = k.CreateFileW\nCreateFile.restype = c_void_p\n',
      'more.py':
        'from ctypes import *\nLoadLibrary = windll.kernel32.LoadLibraryW\nLoadLibrary.restype = c_int\n',
      'other.py': 'from ctypes import *\nwindll.kernel32.HeapCreate.restype = c_int\n',
    },
  })
  const { findings, failures } = await audit(['port/serialwin32.py'], { folder, level: 'error' })
  t.same(
    findings.map(({ file, line, function: name }) => `${file} ${line} ${name}`),
    ['port/more.py 3 LoadLibraryW', 'port/win32.py 4 FreeLibrary'],
  )
  t.same(failures, [])
})

t.test('the code of a notebook, in its lines', async t => {
  const cell = (type: string, ...source: string[]): object => ({
    cell_type: type,
    source,
    metadata: {},
  })
  const text = JSON.stringify(
    {
      cells: [
        cell('markdown', 'windll.kernel32.HeapCreate.restype = c_int'),
        cell('code', '%time\n', 'from ctypes import *'),
        cell('code', 'k = windll.kernel32\n', '\n', 'k.FreeLibrary.argtypes = [c_int]\n'),
      ],
      nbformat: 4,
    },
    null,
    1,
  )
  const folder = t.testdir({ 'port.ipynb': text, 'none.ipynb': '[]' })
  const line = text.split('\n').findIndex(one => one.includes('FreeLibrary')) + 1
  t.same(briefly(await audit(['port.ipynb'], { folder })), [
    `error pointer-truncated ${line} FreeLibrary.hLibModule x64+arm64`,
  ])
  t.match((await audit(['none.ipynb'], { folder })).failures, [/it is no notebook of format 4/])
})
