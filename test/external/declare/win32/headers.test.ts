import t from 'tap'
import { familyAt } from '../../../../src/declare/widths/handles.ts'
import { readC, targets, type Target } from '../../../../src/declare/widths/castxml.ts'
import { headerSets, includeText } from '../../../../src/declare/widths/headers.ts'
import { sentinelOf } from '../../../../src/declare/widths/sentinels.ts'
import {
  openWidthTable,
  type FieldInfo,
  type TypeInfo,
} from '../../../../src/declare/widths/table.ts'
import { trueAbi } from '../../../../src/declare/win32/abi.ts'
import {
  architectures,
  pointerBytesOf,
  type Architecture,
} from '../../../../src/declare/win32/architecture.ts'
import { bytesOf, cTypes, type CType } from '../../../../src/declare/win32/c-types.ts'
import { constants } from '../../../../src/declare/win32/constants.ts'
import { functionNames, prototypeOf } from '../../../../src/declare/win32/functions.ts'
import { layoutOf } from '../../../../src/declare/win32/layout.ts'
import { structNames } from '../../../../src/declare/win32/structs.ts'
import { needs } from '../../../support/require.ts'
import { missingTools } from '../../../support/declare/widths/tools.ts'
import { win32Type, win32Types, type Win32TypeName } from '../../../../src/declare/win32/types.ts'

/** Every declaration of src/win32 against the mingw-w64 headers, read by castxml: nobody typed the right-hand side. */
const table = openWidthTable()

/** Spelled otherwise in the headers of mingw-w64, with the same meaning. */
const spellings: Readonly<Record<string, string>> = { BOOL: 'WINBOOL', VOID: 'void' }

/** Prototypes in which mingw-w64 spells a type otherwise than the table does: the same width, so said once here. */
const respelled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TransmitCommChar: { char: 'CHAR' },
  RegOpenKeyExW: { LONG: 'LSTATUS' },
  RegQueryInfoKeyW: { LONG: 'LSTATUS', PFILETIME: 'PVOID' },
  RegEnumValueW: { LONG: 'LSTATUS' },
  RegCloseKey: { LONG: 'LSTATUS' },
  SetupDiClassGuidsFromNameW: { LPGUID: 'const GUID *' },
}

for (const architecture of architectures) {
  t.test(`prototypes on ${architecture}`, async t => {
    t.ok(functionNames.length > 50)
    for (const name of functionNames) {
      const own = prototypeOf(name)
      const found = table.function(name, architecture)
      t.same(
        {
          library: `${own.library}.dll`,
          convention: trueAbi.functions[name].convention,
          result: describeOwn(own.returns, trueAbi.functions[name].returns.declared, architecture),
          parameters: trueAbi.functions[name].parameters.map(({ type, declared }) =>
            describeOwn(type, declared, architecture),
          ),
          stackBytes: Object.values(own.parameters).reduce(
            (sum, type) => sum + Math.max(4, bytesOf(win32Type(type).c, 4)),
            0,
          ),
        },
        found && {
          library: found.library,
          convention: `__${found.convention}`,
          result: describeFound(found.result, name),
          parameters: found.parameters.map(({ type }) => describeFound(type, name)),
          stackBytes: found.stackBytes,
        },
        name,
      )
    }
  })

  t.test(`types on ${architecture}`, async t => {
    for (const name of Object.keys(win32Types) as Win32TypeName[]) {
      const found = table.type(spellings[name] ?? name, architecture)
      t.same(
        describeOwn(name, win32Type(name).c, architecture),
        found && describeFound(found),
        name,
      )
      const { pointsTo } = win32Type(name)
      if (pointsTo)
        t.equal(
          resolvedName(found?.target ?? '', architecture),
          resolvedName(pointsTo, architecture),
          `${name} points at ${pointsTo}`,
        )
      t.equal(
        win32Type(name).family ?? (name === 'HWND' ? 'user' : undefined),
        found?.family,
        `family of ${name}`,
      )
    }
  })

  t.test(`structs on ${architecture}`, async t => {
    for (const name of structNames) {
      const layout = layoutOf(trueAbi.structs[name], pointerBytesOf(architecture))
      const found = table.struct(name, architecture)
      t.same(
        [layout.size, layout.alignment],
        [found?.bytes, found?.align],
        `size and alignment of ${name}`,
      )
      const bits = (found?.fields ?? []).filter(({ bitField }) => bitField)
      for (const [field, place] of Object.entries(layout.fields)) {
        const there =
          field === 'fBitFields'
            ? joinBits(bits)
            : found?.fields.find(candidate => candidate.name === field)
        t.same([place.offset, place.bytes], [there?.offset, there?.bytes], `${name}.${field}`)
      }
      const missing = (found?.fields ?? []).filter(
        ({ name: field, bitField }) => !bitField && !(field in layout.fields),
      )
      t.same(
        missing.map(({ name: field }) => field),
        [],
        `no field of ${name} left out`,
      )
    }
  })
}

t.test('failure values and pointer-like handles', async t => {
  for (const name of functionNames) {
    const own = prototypeOf(name)
    const found = table.function(name, 'x64')
    const known = sentinelOf(name)?.sentinel
    if (known) t.equal(own.failure, known, `failure of ${name}`)
    if (own.failure === 'all-ones')
      t.equal(known, 'all-ones', `${name} fails with INVALID_HANDLE_VALUE`)
    const positions = [
      ['return', found?.result] as const,
      ...(found?.parameters ?? []).map(parameter => [parameter.name, parameter.type] as const),
    ]
    const handles = positions.filter(([, type]) => type?.chain.includes('HANDLE'))
    const pointerLike = handles.some(
      ([position, type]) => familyAt(name, position, type?.chain ?? []) === 'pointer-like',
    )
    if (handles.length > 0)
      t.equal(own.pointerLike ?? false, pointerLike, `handle of ${name} is an address`)
  }
})

const missing = await missingTools()
const need = needs(
  'castxml',
  missing.length === 0,
  `${missing.join(', ')} not found; on Debian: apt-get install castxml gcc-mingw-w64-x86-64 gcc-mingw-w64-i686`,
)

t.test('constants', need, async t => {
  for (const target of Object.keys(targets) as Target[]) {
    // castxml does not see macros; the initialiser of a variable shows what the compiler makes of one.
    const names = Object.keys(constants)
    const cast = (name: string) =>
      name.startsWith('HKEY_')
        ? `(unsigned int)(unsigned long long)${name}`
        : `(unsigned int)${name}`
    const text =
      includeText(headerSets[0]) +
      names.map(name => `enum value_${name} { value_of_${name} = (int)${cast(name)} };\n`).join('')
    const values = new Map<string, number>()
    for (const node of (await readC(text, target)).values()) {
      for (const { attributes } of node.children) {
        if (attributes['name']?.startsWith('value_of_'))
          values.set(attributes['name'].slice(9), Number(attributes['init']) >>> 0)
      }
    }
    t.equal(values.size, names.length)
    for (const [name, value] of Object.entries(constants))
      t.equal(value, values.get(name), `${name} on ${target}`)
  }
})

interface Described {
  readonly kind: string
  readonly bytes: number
  readonly name: string
}

function describeOwn(type: Win32TypeName, declared: CType, architecture: Architecture): Described {
  const kind =
    declared === 'void'
      ? 'void'
      : declared === 'void *'
        ? 'pointer'
        : cTypes[declared].signed
          ? 'signed'
          : 'unsigned'
  return {
    kind,
    bytes: bytesOf(declared, pointerBytesOf(architecture)),
    name: spellings[type] ?? type,
  }
}

function describeFound(type: TypeInfo, functionName = ''): Described {
  return {
    kind: type.kind,
    bytes: type.bytes,
    name: respelled[functionName]?.[type.name] ?? type.name,
  }
}

function resolvedName(name: string, architecture: Architecture): string {
  const type = table.type(spellings[name] ?? name, architecture)
  return type?.chain.at(-1) ?? name
}

function joinBits(bits: readonly FieldInfo[]): { offset: number; bytes: number } | undefined {
  const units = new Set(bits.map(({ offset, bytes }) => `${offset} ${bytes}`))
  const width = bits.reduce((sum, { bitField }) => sum + (bitField?.width ?? 0), 0)
  const [first] = bits
  return first && units.size === 1 && width === first.bytes * 8
    ? { offset: first.offset, bytes: first.bytes }
    : undefined
}
