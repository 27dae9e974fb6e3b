import { compareStruct, findField, saysItsSize } from '../../declare/compare-struct.ts'
import type { Deviation } from '../../declare/deviation.ts'
import type { DeclaredStruct } from '../../declare/model.ts'
import type { StructInfo } from '../../declare/widths/table.ts'
import type { RuleContext } from './context.ts'

export type FieldDeviation = Extract<Deviation, { readonly kind: 'field' }>

/**
 * The structs that a name may mean: NOTIFYICONDATA the one with W or the one with A, whichever fits; CONTEXT that of the
 * processor of another program. Of arm64 the headers of the table know no such struct.
 */
export function candidatesFor(name: string, { truth, table }: RuleContext): readonly StructInfo[] {
  const plain = name.replace(/^(_|tag)/, '')
  if (ofProcessor.has(plain)) {
    const own = truth.struct(name)
    if (truth.architecture === 'arm64' || !own) return []
    return [
      own,
      table.struct(name, truth.architecture === 'x64' ? 'ia32' : 'x64'),
      truth.struct(`WOW64_${plain}`),
    ].flatMap(one => one ?? [])
  }
  // Some names exist only with W or A, such as BROWSEINFO.
  return ['', 'W', 'A', '_W', '_A'].flatMap(suffix => truth.struct(`${name}${suffix}`) ?? [])
}

/** Whether the fields are those of the struct at all, and not of the same struct of another processor. */
export function isSameKind({ name, fields }: DeclaredStruct, found: StructInfo): boolean {
  return (
    !ofProcessor.has(name.replace(/^(_|tag)/, '')) ||
    fields.filter(field => findField(found.fields, field.name)).length * 2 >= fields.length
  )
}

/** Whether nothing is missing but the padding at the end. */
export function lacksPadding(
  { declared }: { readonly declared: number },
  found: StructInfo,
): boolean {
  const end = Math.max(...found.fields.map(({ offset, bytes }) => offset + bytes))
  return declared >= end && declared < found.bytes
}

/** Whether a field of a struct that only Windows makes is cut, or its last one too wide, and every other is where it is. */
export function isCutView(
  field: FieldDeviation,
  declared: DeclaredStruct,
  found: StructInfo,
): boolean {
  const isHandedOut = handedOut.test(declared.name)
  const isLast = findField(found.fields, field.field) === found.fields.at(-1)
  return (
    (declared.isView === true || isHandedOut) &&
    field.declared.offset === field.true.offset &&
    (field.declared.bytes < field.true.bytes || (isHandedOut && isLast)) &&
    compareStruct(declared, found).every(
      other =>
        other.kind !== 'field' || (other.declared.offset === other.true.offset && !other.over),
    )
  )
}

/**
 * Structs that Windows makes and a program reads: what hook procedures get
 * (https://learn.microsoft.com/en-us/windows/win32/winmsg/about-hooks#hook-types), and the members of the union in
 * INPUT_RECORD, which is larger than each.
 */
const handedOut =
  /^(tag|_)?((KBDLL|MSLL|MOUSE)HOOKSTRUCT(EX)?|CWP(RET)?STRUCT|EVENTMSG|DEBUGHOOKINFO|(FOCUS|MENU)_EVENT_RECORD)$/

/** A member that nobody reads or writes: its name says that it is reserved, here and in the headers. */
export function isReserved(
  { field, over, true: truth }: FieldDeviation,
  found: StructInfo,
): boolean {
  const name = /reserved|unused|padding/i
  const own = over ?? findField(found.fields, field)?.name ?? ''
  return name.test(field) && (name.test(own) || /_PAD\d$/.test(truth.type))
}

/** Structs that hold the registers of a processor. */
const ofProcessor = new Set([
  'CONTEXT',
  'FLOATING_SAVE_AREA',
  'XSAVE_FORMAT',
  'XSAVE_AREA',
  'XMM_SAVE_AREA32',
  'RUNTIME_FUNCTION',
  'KNONVOLATILE_CONTEXT_POINTERS',
  'DISPATCHER_CONTEXT',
  'LDT_ENTRY',
])

/** Structs of which the headers of the table say something else than Microsoft's, or that are those of another C library. */
export const disputed =
  /^_?(timespec|max_align_t|_?LONGDOUBLE|PVOID64|PROCESS_MITIGATION_\w+_POLICY|MINIDUMP_CALLBACK_OUTPUT|FILE_(RENAME|LINK)_INFORMATION|FILE_RENAME_INFO|PROCESSOR_RELATIONSHIP)$/

/** The headers show a part of what is there, and call the rest reserved: PEB, TEB, LDR_DATA_TABLE_ENTRY. */
export function isOpaque({ fields }: StructInfo): boolean {
  return (
    fields.some(({ name, type }) => /^Reserved\d+$/.test(name) && type.kind === 'array') ||
    fields.filter(({ name, bytes }) => /^Reserved\d*$/.test(name) && bytes > 4).length >= 2 ||
    fields.filter(({ name }) => /^Reserved\d*$/.test(name)).length * 2 > fields.length
  )
}

/** A field that is wider by the padding behind the true one, which says nothing. */
export function isPadded(
  { declared: own, true: truth, over }: FieldDeviation,
  found: StructInfo,
): boolean {
  const next = nextOffset(truth, found)
  return (
    over === undefined &&
    own.offset === truth.offset &&
    own.bytes > truth.bytes &&
    own.offset + own.bytes <= next
  )
}

function nextOffset(
  { offset }: { readonly offset: number },
  { fields, bytes }: StructInfo,
): number {
  return Math.min(bytes, ...fields.map(one => one.offset).filter(other => other > offset))
}

/** A narrower field whose missing bytes are padding: what follows it begins behind the true one. */
export function isDropped(
  { field, declared: own, true: truth }: FieldDeviation,
  declared: DeclaredStruct,
): boolean {
  const end = truth.offset + truth.bytes
  const next = Math.min(
    declared.bytes,
    ...declared.fields.flatMap(one =>
      one.name !== field && one.offset > own.offset ? [one.offset] : [],
    ),
  )
  return own.offset === truth.offset && own.bytes < truth.bytes && next >= end
}

/** A number declared in parts that fill it: its low and its high word. A part under the name of a handle is used as the handle. */
export function isParted(
  { field, over, true: truth }: FieldDeviation,
  { fields }: DeclaredStruct,
  found: StructInfo,
): boolean {
  const end = truth.offset + truth.bytes
  const parts = fields
    .filter(({ offset }) => offset >= truth.offset && offset < end)
    .sort((left, right) => left.offset - right.offset)
  const isNumber = findField(found.fields, over ?? field)?.type.kind !== 'pointer'
  return (
    isNumber &&
    parts.length > 1 &&
    parts.slice(1).every(({ name }) => !findField(found.fields, name)) &&
    parts.every(
      ({ offset, type }, index) => offset + type.bytes === (parts[index + 1]?.offset ?? end),
    ) &&
    parts[0]?.offset === truth.offset
  )
}

/** Another struct that begins with a field of its own and holds this one behind it. */
export function isEmbedded(declared: DeclaredStruct, found: StructInfo): boolean {
  const [first, ...rest] = declared.fields
  const shifts = new Set(
    rest.map(({ name, offset }) => offset - (findField(found.fields, name)?.offset ?? Number.NaN)),
  )
  const [shift = 0] = shifts
  return (
    first !== undefined && !findField(found.fields, first.name) && shifts.size === 1 && shift > 0
  )
}

/** A struct of the program's own under the same name: no field of it is called as one of Windows'. */
export function isNamesake({ fields }: DeclaredStruct, found: StructInfo): boolean {
  return fields.length > 2 && !fields.some(({ name }) => findField(found.fields, name))
}

/** A union of the program's own under the name of a struct. */
export function isOtherUnion({ fields }: DeclaredStruct, found: StructInfo): boolean {
  return (
    fields.length > 1 &&
    fields.every(({ offset }) => offset === 0) &&
    found.fields.some(({ offset }) => offset > 0) &&
    !fields.some(({ name }) => findField(found.fields, name))
  )
}

/** A struct that says its version, and holds what each version has: a program declares those that it uses. */
export function isOfVersion(found: StructInfo): boolean {
  const [first, ...rest] = found.fields
  return (
    first !== undefined &&
    /^(Version|dwVersion)$/.test(first.name) &&
    rest.length > 0 &&
    rest.every(({ offset }) => offset === rest[0]?.offset)
  )
}

/** Whether what is declared ends inside the struct or union at the end, of which it has a shorter member or none. */
export function endsInUnion({ fields }: DeclaredStruct, found: StructInfo): boolean {
  const own = fields.at(-1)
  const last = found.fields.at(-1)
  const end = own ? own.offset + own.type.bytes : 0
  const missing = found.fields.filter(({ offset }) => offset >= end)
  const isInside =
    last?.type.kind === 'struct' &&
    own !== undefined &&
    own.offset >= last.offset &&
    end <= last.offset + last.bytes
  return (
    isInside ||
    (missing.length > 0 &&
      missing.every(({ offset, type }) => offset === missing[0]?.offset && type.kind === 'struct'))
  )
}

/**
 * A struct at the end that says its size: an older form of it is shorter. So is the first form of NOTIFYICONDATA, whose
 * szTip has 64 characters (https://learn.microsoft.com/en-us/windows/win32/api/shellapi/ns-shellapi-notifyicondataw).
 */
export function isOlderAtEnd(
  { field, declared: own, true: truth }: FieldDeviation,
  found: StructInfo,
  { truth: { struct } }: RuleContext,
): boolean {
  const last = found.fields.at(-1)
  const inner = last?.type.kind === 'struct' ? struct(last.type.name) : undefined
  const isFirst = isFirstTip(field, own.bytes, truth.bytes)
  return (
    (isFirst || findField(found.fields, field) === last) &&
    own.offset === truth.offset &&
    own.bytes < truth.bytes &&
    (isFirst || (inner !== undefined && saysItsSize(inner)))
  )
}

/** The text of the first form of NOTIFYICONDATA has 64 characters where today's has 128. */
function isFirstTip(field: string, own: number, today: number): boolean {
  return field === 'szTip' && own * 2 === today
}

/** Whether a struct says its size behind its first field, as DEVMODE and ENHMETAHEADER do: an older form is shorter. */
export function saysItsSizeLater({ fields }: StructInfo): boolean {
  return fields.slice(1).some(({ name }) => /^(dmSize|nSize)$/.test(name))
}
