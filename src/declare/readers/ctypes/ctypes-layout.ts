import type { PointerBytes } from '../../win32/architecture.ts'
import { layOut, type Unplaced } from '../../layout.ts'
import type { CtypesType, StructField, StructType } from './ctype.ts'

/** Size and alignment on Windows, in bytes; undefined where a part of it is not known. */
export function layoutCType(
  type: CtypesType,
  pointerBytes: PointerBytes,
  depth = 0,
): { readonly bytes: number; readonly align: number } | undefined {
  // A struct that holds itself is refused by Python; here it just has no layout.
  if (depth > deepestType) return undefined
  switch (type.kind) {
    case 'scalar': {
      const bytes = type.bytes === 'pointer' ? pointerBytes : type.bytes
      return { bytes, align: bytes }
    }
    case 'pointer':
    case 'callback':
      return { bytes: pointerBytes, align: pointerBytes }
    case 'callable':
      return { bytes: 4, align: 4 }
    case 'array': {
      const of = layoutCType(type.of, pointerBytes, depth + 1)
      return of && type.length !== undefined && of.bytes * type.length <= mostBytes
        ? { bytes: of.bytes * type.length, align: of.align }
        : undefined
    }
    case 'struct':
      return layoutStruct(type, pointerBytes, depth)
    default:
      return undefined
  }
}

/** Where a field of a Structure lies. Bytes. */
interface PlacedField {
  readonly field: StructField
  readonly offset: number
  readonly bytes: number
}

interface StructLayout {
  readonly bytes: number
  readonly align: number
  readonly fields: readonly PlacedField[]
}

/** Types in types, beyond which nothing is laid out. */
const deepestType = 32
/** Nothing on Windows is larger. */
const mostBytes = 2 ** 31

/**
 * Layouts that are known, by width of a pointer and by the list of fields, which a class shares with the one it inherits
 * them from: a struct in a struct, four times on each level, is laid out once and not a million times.
 */
const layouts = { 4: new WeakMap<object, Kept>(), 8: new WeakMap<object, Kept>() } as const

interface Kept {
  readonly isUnion: boolean
  readonly pack: number
  readonly base: StructType | undefined
  readonly layout: StructLayout
}

const noFields: readonly StructField[] = []

/** Lays a Structure out as CPython does on Windows: like Microsoft's compiler. Undefined where the width of a field is not known. */
export function layoutStruct(
  struct: StructType,
  pointerBytes: PointerBytes,
  depth = 0,
): StructLayout | undefined {
  const { isUnion, pack, base } = struct
  if (struct.isUnclear) return undefined
  if (!struct.fields) return base && layoutStruct(base, pointerBytes, depth)
  const fields = struct.fields.length === 0 ? noFields : struct.fields
  const kept = fields === noFields ? undefined : layouts[pointerBytes].get(fields)
  if (kept?.isUnion === isUnion && kept.pack === pack && kept.base === base) return kept.layout
  const layout = placeFields({ ...struct, fields }, pointerBytes, depth)
  if (layout && fields !== noFields)
    layouts[pointerBytes].set(fields, { isUnion, pack, base, layout })
  return layout
}

/** The members of a class lie behind all of those of the class that it is made from, padding included. */
function placeFields(
  struct: StructType & { readonly fields: readonly StructField[] },
  pointerBytes: PointerBytes,
  depth: number,
): StructLayout | undefined {
  const members: (Unplaced & { readonly field: StructField })[] = []
  for (const field of struct.fields) {
    const inner = layoutCType(field.type, pointerBytes, depth + 1)
    if (!inner) return undefined
    members.push({ ...inner, bits: field.bits, field })
  }
  const inherited =
    struct.base && depth <= deepestType
      ? layoutStruct(struct.base, pointerBytes, depth + 1)
      : undefined
  const { offsets, bytes, align } = layOut([...(inherited ? [inherited] : []), ...members], {
    isUnion: struct.isUnion,
    ...(struct.pack > 0 && { pack: struct.pack }),
  })
  const first = inherited ? 1 : 0
  const own = members.map((member, index) => ({
    field: member.field,
    offset: offsets[index + first] ?? 0,
    bytes: member.bytes,
  }))
  return bytes <= mostBytes
    ? { bytes, align, fields: [...(inherited?.fields ?? []), ...own] }
    : undefined
}

/** The fields of a struct with those of its anonymous members, which count as its own. */
export function ownFields(
  struct: StructType,
  pointerBytes: PointerBytes,
  depth = 0,
): readonly PlacedField[] {
  const anonymous = new Set([...struct.anonymous, ...(struct.base?.anonymous ?? [])])
  return (layoutStruct(struct, pointerBytes)?.fields ?? []).flatMap(placed => {
    const { type, name } = placed.field
    if (!anonymous.has(name) || type.kind !== 'struct' || depth > deepestType) return [placed]
    return ownFields(type, pointerBytes, depth + 1).map(inner => ({
      ...inner,
      offset: placed.offset + inner.offset,
    }))
  })
}
