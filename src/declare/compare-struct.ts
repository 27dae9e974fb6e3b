import type { Deviation } from './deviation.ts'
import type { DeclaredField, DeclaredStruct, StatedSize } from './model.ts'
import type { Truth } from './truth.ts'
import type { FieldInfo, StructInfo } from './widths/table.ts'

/**
 * Everything in which a struct is declared otherwise than it is. Fields are found by name and, where the program calls
 * them otherwise, by place: several true fields under one declared field are right when they fill the same bytes.
 */
export function compareStruct(declared: DeclaredStruct, found: StructInfo): Deviation[] {
  const fields = declared.fields.flatMap((field, index) =>
    compareField(field, declared.name, found, isAgain(declared.fields, index)),
  )
  return declared.bytes === found.bytes
    ? fields
    : [
        ...fields,
        { kind: 'size', struct: declared.name, declared: declared.bytes, true: found.bytes },
      ]
}

/** A field by its name, in the spelling of the headers where they have it. */
export function findField(fields: readonly FieldInfo[], name: string): FieldInfo | undefined {
  return (
    fields.find(field => field.name === name) ??
    fields.find(field => field.name.toLowerCase() === name.toLowerCase())
  )
}

/** Whether an earlier field has the same name: then the name does not identify this one. */
function isAgain(fields: readonly DeclaredField[], index: number): boolean {
  return fields.findIndex(({ name }) => name === fields[index]?.name) < index
}

function compareField(
  field: DeclaredField,
  struct: string,
  found: StructInfo,
  isAgain: boolean,
): Deviation[] {
  if (field.bits !== undefined || field.type.kind === 'unknown') return []
  const named = isAgain ? undefined : findField(found.fields, field.name)
  const same = named && isGroupCalledAfter(field, named, found) ? undefined : named
  const other = same ?? findUnder(field, found)
  if (!other) return []
  // The whole unit of a bit field may be declared under the name of its first bits.
  const bytes = same?.bitField ? field.type.bytes : other.bytes
  const isElsewhere = field.type.kind === 'pointer' && same?.type.kind === 'array'
  if (same && field.type.bytes === bytes && field.offset === same.offset && !isElsewhere) return []
  return [
    {
      kind: 'field',
      struct,
      field: field.name,
      declared: { type: field.type.spelled, offset: field.offset, bytes: field.type.bytes },
      true: { type: other.type.name, offset: other.offset, bytes },
      ...(!same && { over: other.name }),
    },
  ]
}

/** A struct that the program calls after one of its members, and not one that stands where the headers have a pointer to it. */
function isGroupCalledAfter(
  field: DeclaredField,
  { type: { kind }, offset }: FieldInfo,
  { bytes }: StructInfo,
): boolean {
  const isInPlaceOfPointer =
    kind === 'pointer' && field.offset === offset && offset + field.type.bytes > bytes
  return (
    field.type.kind === 'struct' && kind !== 'struct' && kind !== 'array' && !isInPlaceOfPointer
  )
}

/**
 * The true field under a field of another name; undefined where that one is right: where it begins and ends as true
 * fields begin and end, or lies inside one that has parts of its own, or in padding.
 */
function findUnder(field: DeclaredField, { fields, bytes }: StructInfo): FieldInfo | undefined {
  const end = field.offset + field.type.bytes
  const edges = new Set(fields.flatMap(one => [one.offset, one.offset + one.bytes]))
  const inside = fields.some(
    one =>
      (one.type.kind === 'struct' || one.type.kind === 'array') &&
      field.offset >= one.offset &&
      end <= one.offset + one.bytes,
  )
  const covers = fields.some(one => one.offset < end && one.offset + one.bytes > field.offset)
  return !covers || inside || (edges.has(field.offset) && edges.has(end)) || end >= bytes
    ? undefined
    : fields.find(one => one.offset + one.bytes > field.offset)
}

/** What a field is called that says how large its struct is; other first fields hold other numbers. */
const sizeField = /^cb|size|length/i

export function compareStatedSize({ struct, field, value }: StatedSize, truth: Truth): Deviation[] {
  const name = struct.replace(/^_/, '')
  // The headers know some structs only by the names of their forms for text.
  const found = truth.struct(name) ?? truth.struct(`${name}W`)
  return !found || !sizeField.test(field) || found.bytes === value
    ? []
    : [{ kind: 'stated-size', struct: name, field, declared: value, true: found.bytes }]
}

/** What the headers may call a struct: its name, or that of its forms for text. */
export function structNamesOf(name: string): readonly string[] {
  return [name, `${name}W`, `${name}A`]
}

/** A first field that says how long the struct is: shorter ones are older forms of it, and Windows knows them apart. */
export function saysItsSize({ fields }: StructInfo): boolean {
  const [first] = fields
  return (
    first?.offset === 0 &&
    first.bytes === 4 &&
    /^(cb(?!Data|Buffer|Value)\w*|dw\w*Size|n?Length|dwLength|n?Size|lStructSize|Size\w*|ulSize|uSize|\w*StructSize)$/i.test(
      first.name,
    )
  )
}

/** Whether a size is that of an older form of such a struct: it ends where a field of today's begins. */
export function isOlderForm(bytes: number, found: StructInfo): boolean {
  return saysItsSize(found) && found.fields.some(({ offset }) => offset > 4 && offset === bytes)
}
