import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { failureOf, sentinelOf } from '../../../../src/declare/failures.ts'
import {
  compareSizes,
  compareTexts,
  compareWithMetadata,
} from '../../../../src/declare/widths/compare-metadata.ts'
import { openMetadata } from '../../../../src/declare/metadata/facts.ts'
import {
  knownDifferences,
  knownTextDifferences,
} from '../../../../src/declare/widths/differences.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'
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

t.test('each place has a row in the report for the source that is wrong', async t => {
  for (const [report, known] of [
    ['widths-mingw-w64', [...knownDifferences, ...knownTextDifferences]],
    ['widths-win32metadata', knownDifferences],
  ] as const) {
    const file = join(packageFolder, 'docs', 'upstream', `${report}.md`)
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'))
    const wrong = report === 'widths-mingw-w64' ? 'metadata' : 'headers'
    t.same(
      rows.flatMap(row => row.split('|')[1]?.match(/(?<=`)\w+(?=`)/g) ?? []).toSorted(),
      known
        .filter(({ right }) => right === wrong)
        .flatMap(({ functions }) => functions)
        .toSorted(),
    )
  }
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

t.test(
  'headers and metadata disagree about the width of these texts, and the table has the right one',
  async t => {
    t.same(
      compareTexts(readHeaderTable(), facts).sort(),
      knownTextDifferences.flatMap(({ functions, place }) => `${functions.join()} ${place}`).sort(),
    )
    t.same(compareTexts(table, facts), [])
    t.match(table.function('SymEnumTypesByNameW', 'ia32')?.parameters[2]?.type, {
      name: 'LPCWSTR',
      bytes: 4,
    })
  },
)

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

t.test('the table has the flags and the closers of the metadata', async t => {
  const common = table.functionNames.filter(name => Object.hasOwn(facts.functions, name))
  t.same(
    common.filter(name => {
      const [, , flag, handle] = facts.functions[name] ?? []
      const { setsLastError, closedBy } =
        table.function(name, 'x64') ?? table.function(name, 'ia32') ?? {}
      return setsLastError !== (flag === 1) || closedBy !== facts.closers[handle ?? '']
    }),
    [],
  )
  t.ok(common.length > 8000, `${common.length} functions`)
  for (const [type, closer] of Object.entries(facts.closers))
    t.equal(table.closerOf(type), closer, type)
  t.equal(table.closerOf('constructor'), undefined)
  t.strictSame(
    ['FindFirstFileW', 'RegOpenKeyExW', 'WideCharToMultiByte', 'GetTickCount'].map(name => {
      const { setsLastError, closedBy } = table.function(name, 'ia32') ?? {}
      return [setsLastError, closedBy]
    }),
    [
      [true, 'FindClose'],
      [false, undefined],
      [true, undefined],
      [false, undefined],
    ],
  )
})
