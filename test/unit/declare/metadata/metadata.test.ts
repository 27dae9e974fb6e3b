import t from 'tap'
import { failureOf, sentinelOf } from '../../../../src/declare/failures.ts'
import { compareSizes, compareWithMetadata } from '../../../../src/declare/metadata/compare.ts'
import { openMetadata } from '../../../../src/declare/metadata/facts.ts'
import { knownDifferences } from '../../../../src/declare/widths/differences.ts'
import { openWidthTable, readHeaderTable } from '../../../../src/declare/widths/table.ts'

const facts = openMetadata()
const table = openWidthTable()
const places = (right: 'headers' | 'metadata' | 'either'): string[] =>
  knownDifferences
    .filter(known => right === 'either' || known.right === right)
    .flatMap(({ functions, place }) => functions.map(name => `${name} ${place}`))
    // The names of version 1 of psapi are not in the metadata; they are the same functions.
    .filter(place => Object.hasOwn(facts.functions, place.split(' ')[0] ?? ''))
    .sort()

t.test('headers and metadata disagree in the places on record, and in no other', async t => {
  const found = compareWithMetadata(readHeaderTable(), facts)
  t.ok(found.functions > 8000, `${found.functions} functions`)
  t.ok(found.places > 69_000, `${found.places} results and parameters`)
  t.same(
    [...new Set(found.differences.map(item => `${item.function} ${item.place}`))].sort(),
    places('either'),
  )
  t.same(found.otherCounts, ['AssocCreate'], 'a CLSID by value, a struct in one of them')
})

t.test('where the metadata is right, the table has its width', async t => {
  const found = compareWithMetadata(table, facts)
  t.same(
    [...new Set(found.differences.map(item => `${item.function} ${item.place}`))].sort(),
    places('headers'),
  )
  const [, , cb] = table.function('GetWsChangesEx', 'x64')?.parameters ?? []
  t.match(cb?.type, { name: 'PDWORD', bytes: 8, kind: 'pointer' })
  t.match(table.function('PathQuoteSpacesW', 'ia32')?.result, { name: 'BOOL', bytes: 4 })
})

t.test('a struct that was declared and not defined has no size', async t => {
  t.equal(table.struct('CRYPT_PROVIDER_SGNR', 'x64'), undefined)
  const { structs, differences } = compareSizes(table, facts)
  t.ok(structs > 3700, `${structs} structs`)
  t.notOk(
    differences.some(({ headers }) => headers.includes(0)),
    'none of no bytes',
  )
  const serial = ['DCB', 'COMMTIMEOUTS', 'COMSTAT', 'COMMPROP', 'OVERLAPPED', 'SECURITY_ATTRIBUTES']
  for (const struct of [...serial, 'SP_DEVINFO_DATA', 'PROCESS_INFORMATION', 'STARTUPINFOW'])
    t.notOk(
      differences.some(item => item.struct === struct),
      `${struct} has one size`,
    )
})

const notHandles = ['LRESULT', 'LPARAM', 'PSTR', 'PWSTR', 'BSTR']
/** A number in the guise of a handle: see handle-failures.ts. */
const numbers = [
  'ExtractIconA',
  'ExtractIconW',
  'FindExecutableA',
  'FindExecutableW',
  'PifMgr_CloseProperties',
  'ShellExecuteA',
  'ShellExecuteW',
]

t.test('every function that returns a handle says what it returns when it fails', async t => {
  const returning = table.functionNames.filter(name => {
    const handle = facts.functions[name]?.[3]
    return handle !== undefined && !notHandles.includes(handle)
  })
  t.ok(returning.length > 400, `${returning.length} functions`)
  t.same(
    returning.filter(name => failureOf(name) === undefined),
    numbers,
  )
  for (const [name, sentinel] of [
    ['PowerCreateRequest', 'all-ones'],
    ['WSAJoinLeaf', 'all-ones'],
    ['SelectObject', 'either'],
    ['CreateDesktopW', 'zero'],
    ['GetCurrentThread', undefined],
  ] as const)
    t.equal(sentinelOf(name), sentinel, name)
})

t.test('libraries that public code calls are in the table', async t => {
  for (const [name, library] of [
    ['EnumProcessModules', 'psapi.dll'],
    ['GetModuleFileNameExW', 'psapi.dll'],
    ['InitializeSecurityContextW', 'secur32.dll'],
    ['LsaLogonUser', 'secur32.dll'],
    ['GdipCreateBitmapFromHBITMAP', 'gdiplus.dll'],
  ] as const)
    t.equal(table.function(name, 'x64')?.library, library, name)
})
