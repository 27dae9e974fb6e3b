import { failureOf } from '../declare/failures.ts'
import { closesFirst } from '../declare/widths/handle-life.ts'
import { familyAt, familyOf, type Family } from '../declare/widths/handles.ts'
import type { FieldInfo, FunctionInfo, TypeInfo, WidthTable } from '../declare/widths/table.ts'

/**
 * Generates `win32/truth.ts`: the prototypes, structs and types of the functions that the sequences call, from the
 * table of the headers. The compiler then knows their names, and a run need not read the whole table.
 */

/** Types that mingw-w64 spells differently from Microsoft. */
const respelled: Readonly<Record<string, string>> = {
  WINBOOL: 'BOOL',
  void: 'VOID',
  char: 'CHAR',
  'unsigned char': 'BYTE',
  'short unsigned int': 'USHORT',
  'long unsigned int': 'ULONG',
}

function spell(name: string): string {
  return respelled[name] ?? name
}

/** The families of handles that the sequences create. */
const made: readonly (Family | undefined)[] = ['kernel', 'registry', 'pointer-like']

interface Writer {
  readonly table: WidthTable
  readonly structs: readonly string[]
  /** The types used by the prototypes and fields, collected on the way. */
  readonly types: Map<string, string>
}

interface Member {
  readonly name: string
  readonly type: string
  readonly offset: number
  readonly bytes: number
  readonly count?: number
}

function quote(text: string): string {
  return `'${text}'`
}

function key(text: string): string {
  return /^[A-Za-z_]\w*$/.test(text) ? text : quote(text)
}

function record(fields: readonly (readonly [string, string])[]): string {
  if (fields.length === 0) return '{}'
  return `{ ${fields.map(([name, value]) => `${key(name)}: ${value}`).join(', ')} }`
}

/** The FFI type that has the width of a type on each architecture. */
function cTypeOf(wide: TypeInfo, narrow: TypeInfo): string {
  if (wide.kind === 'void') return 'void'
  if (wide.kind === 'pointer') return 'void *'
  if (wide.kind !== 'signed' && wide.kind !== 'unsigned')
    throw new Error(`Cannot write ${wide.name}: a ${wide.kind} is passed by no sequence`)
  const sign = wide.kind === 'signed' ? '' : 'u'
  return wide.bytes === narrow.bytes ? `${sign}int${8 * wide.bytes}_t` : `${sign}intptr_t`
}

/** The target of a pointer, if it is a struct or a variable of the sequences. */
function pointee({ kind, target }: TypeInfo, { table, structs }: Writer): string | undefined {
  const to = kind === 'pointer' && target ? table.type(target, 'x64') : undefined
  if (to?.kind === 'struct')
    return structs.find(name => table.type(name, 'x64')?.chain.at(-1) === to.chain.at(-1))
  return to && !to.name.startsWith('const ') && ['DWORD', 'HANDLE', 'HKEY'].includes(to.name)
    ? to.name
    : undefined
}

/** Records a type with its properties and returns its spelling. */
function noteType(name: string, writer: Writer): string {
  const spelled = spell(name)
  const [wide, narrow] = [writer.table.type(name, 'x64'), writer.table.type(name, 'ia32')]
  if (!wide || !narrow) throw new Error(`Cannot write ${name}: the headers do not have it`)
  if (writer.types.has(spelled)) return spelled
  const family = familyOf(wide.chain)
  const to = pointee(wide, writer)
  writer.types.set(
    spelled,
    record([
      ['c', quote(cTypeOf(wide, narrow))],
      ...(made.includes(family) ? [['family', quote(family ?? '')] as const] : []),
      ...(to === undefined ? [] : [['pointsTo', quote(to)] as const]),
    ]),
  )
  if (to !== undefined && !writer.structs.includes(to)) noteType(to, writer)
  return spelled
}

function isPointerLike({ name, result, parameters }: FunctionInfo): boolean {
  return [{ name: 'return', type: result }, ...parameters].some(
    ({ name: position, type }) =>
      type.chain.includes('HANDLE') && familyAt(name, position, type.chain) === 'pointer-like',
  )
}

/** The result type of a function that returns an error code: winreg.h of Microsoft calls it LSTATUS, that of mingw-w64 LONG. */
function resultOf({ result }: FunctionInfo, failure: string): string {
  return failure === 'returns-code' && result.name === 'LONG' ? 'LSTATUS' : result.name
}

function prototypeText(name: string, writer: Writer): string {
  const found = writer.table.function(name, 'x64')
  const known = failureOf(name)
  if (!found) throw new Error(`Cannot write ${name}: the headers do not have it`)
  if (!known)
    throw new Error(`Cannot write ${name}: src/declare/failures.ts does not say how it fails`)
  const { failure, header } = known
  const [first] = found.parameters
  const lines = [
    ['library', quote(found.library.replace(/\.dll$/, ''))],
    ['header', quote(header)],
    ['returns', quote(noteType(resultOf(found, failure), writer))],
    ['failure', quote(failure)],
    ...(isPointerLike(found) ? [['pointerLike', 'true']] : []),
    ...(closesFirst(name) && first ? [['closes', quote(first.name)]] : []),
    [
      'parameters',
      record(
        found.parameters.map(({ name: parameter, type }) => [
          parameter,
          quote(noteType(type.name, writer)),
        ]),
      ),
    ],
  ]
  return `  ${name}: {\n${lines.map(([field, value]) => `    ${field}: ${value},`).join('\n')}\n  },`
}

/** A field as a member; a nested struct, such as a GUID, is expanded in units of its alignment. */
function memberOf(field: FieldInfo, table: WidthTable): Member {
  const { name, offset, bytes, type } = field
  const place = { name, offset, bytes }
  if (type.kind === 'array') {
    const element = table.type(type.target ?? '', 'x64')
    return { ...place, type: type.target ?? '', count: bytes / (element?.bytes ?? 1) }
  }
  if (type.kind !== 'struct') return { ...place, type: type.name }
  const inner = table.struct(type.name, 'x64')
  if (inner?.align !== 4)
    throw new Error(`Cannot write ${name}: ${type.name} is not made of DWORDs`)
  return { ...place, type: 'DWORD', count: bytes / 4 }
}

/** Fields as members; all bits of one unit become one member. */
function membersOf(fields: readonly FieldInfo[], table: WidthTable): Member[] {
  const members: Member[] = []
  for (const field of fields) {
    const member = memberOf(field, table)
    if (field.bitField === undefined) members.push(member)
    else if (members.at(-1)?.offset !== field.offset)
      members.push({ ...member, name: 'fBitFields' })
  }
  return members
}

function memberText({ name, type, count }: Member, writer: Writer): string {
  return record([
    ['name', quote(name)],
    ['type', quote(noteType(type, writer))],
    ...(count === undefined ? [] : [['count', String(count)] as const]),
  ])
}

/** The members of a struct; a member that overlaps earlier ones begins another alternative of a union. */
function structText(name: string, writer: Writer): string {
  const found = writer.table.struct(name, 'x64')
  if (!found) throw new Error(`Cannot write ${name}: the headers do not have it`)
  const parts: (readonly Member[])[][] = []
  for (const member of membersOf(found.fields, writer.table)) {
    const at = parts.findIndex(
      ([fields]) => fields?.[0] !== undefined && fields[0].offset >= member.offset,
    )
    if (at < 0) parts.push([[member]])
    else parts.splice(at, parts.length - at, [parts.slice(at).flat(2), [member]])
  }
  const lines = parts.map(alternatives => {
    const texts = alternatives.map(fields => fields.map(field => memberText(field, writer)))
    return alternatives.length === 1
      ? `    ${texts.flat().join(', ')},`
      : `    { union: [${texts.map(fields => `[${fields.join(', ')}]`).join(', ')}] },`
  })
  return `  ${name}: [\n${lines.join('\n')}\n  ],`
}

/** The text of the file for these functions and structs. */
export function truthText(
  table: WidthTable,
  functions: readonly string[],
  structs: readonly string[],
): string {
  const writer: Writer = { table, structs, types: new Map() }
  const prototypes = functions.map(name => prototypeText(name, writer))
  const shapes = structs.map(name => structText(name, writer))
  const packed = structs.filter(
    name => table.struct(name, 'ia32')?.align === 1 && table.struct(name, 'x64')?.align !== 1,
  )
  const types = [...writer.types].map(([name, text]) => `  ${key(name)}: ${text},`)
  return `// Made from the headers by \`npm run truth\`; not typed.

/** Types, as the headers of Windows spell them. */
export const win32Types = {
${types.join('\n')}
} as const

/** Functions, in the order of reports. */
export const functions = {
${prototypes.join('\n')}
} as const

/** Structs, members in order. */
export const structs = {
${shapes.join('\n')}
} as const

/** Structs that setupapi.h packs to 1 byte on 32-bit processors (pshpack1.h). */
export const packedStructs = [${packed.map(quote).join(', ')}] as const
`
}
