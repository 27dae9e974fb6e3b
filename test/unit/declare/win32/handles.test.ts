import t from 'tap'
import { functionNames, prototypeOf } from '../../../../src/declare/win32/functions.ts'
import { familyIn, isHandleOut, isTaggedFamily } from '../../../../src/declare/win32/handles.ts'

t.test('familyIn() tells handles with 32 significant bits from addresses in disguise', async t => {
  t.equal(familyIn('CreateFileW', 'HANDLE'), 'kernel')
  t.equal(
    familyIn('FindNextFileW', 'HANDLE'),
    'pointer-like',
    'a search handle is an address, whatever its type name says',
  )
  t.equal(familyIn('HeapValidate', 'HANDLE'), 'pointer-like')
  t.equal(familyIn('SetupDiEnumDeviceInfo', 'HDEVINFO'), 'pointer-like')
  t.equal(familyIn('RegOpenKeyExW', 'HKEY'), 'registry')
  t.equal(familyIn('CreateFileW', 'DWORD'), undefined)
  t.equal(familyIn('ReadFile', 'LPOVERLAPPED'), undefined)
})

t.test('isTaggedFamily() takes kernel handles only', async t => {
  t.equal(isTaggedFamily('CloseHandle', 'HANDLE'), true)
  t.equal(isTaggedFamily('FindClose', 'HANDLE'), false)
  t.equal(isTaggedFamily('RegCloseKey', 'HKEY'), false)
})

t.test(
  'isHandleOut() finds the out variables that receive a kernel handle: of the tables, DuplicateHandle alone has one',
  async t => {
    const found = functionNames.filter(name =>
      Object.values(prototypeOf(name).parameters).some(isHandleOut),
    )
    t.same(found, ['DuplicateHandle'])
  },
)

t.test('every parameter that ends a handle takes one', async t => {
  for (const name of functionNames) {
    const { closes, parameters } = prototypeOf(name)
    const type = closes === undefined ? undefined : parameters[closes]
    if (closes !== undefined) t.ok(type && familyIn(name, type), `${name} closes ${closes}`)
  }
})
