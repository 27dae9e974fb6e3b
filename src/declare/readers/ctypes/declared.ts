import type { PointerBytes } from '../../win32/architecture.ts'
import type { DeclaredField, DeclaredStruct, DeclaredType, Place } from '../../model.ts'
import type { CtypesType, StructType } from './ctype.ts'
import { layoutCType, layoutStruct, ownFields } from './ctypes-layout.ts'

/** A parameter: ctypes passes an array by its address. */
export function declaredParameter(type: CtypesType, pointerBytes: PointerBytes): DeclaredType {
  if (type.kind !== 'array') return declaredCType(type, pointerBytes)
  const text = type.of.kind === 'scalar' ? characters[type.of.name] : undefined
  return {
    spelled: type.name,
    kind: 'pointer',
    bytes: pointerBytes,
    ...(text && { text }),
    to: declaredCType(type.of, pointerBytes),
  }
}

/** Types that Python shows as text, by bytes of a character. */
const characters: Readonly<Record<string, 1 | 2>> = { c_char: 1, CHAR: 1, c_wchar: 2, WCHAR: 2 }

/** A type of ctypes in the words of the rules. */
export function declaredCType(
  type: CtypesType | undefined,
  pointerBytes: PointerBytes,
  depth = 3,
): DeclaredType {
  if (!type) return { spelled: 'None', kind: 'void', bytes: 0 }
  const layout = layoutCType(type, pointerBytes)
  const bytes = layout?.bytes ?? 0
  switch (type.kind) {
    case 'void':
      return { spelled: type.name, kind: 'void', bytes: 0 }
    case 'scalar':
      return { spelled: type.name, kind: type.class, bytes }
    case 'callable':
      return {
        spelled: `${type.name} (a Python callable: ctypes takes the result for a C int)`,
        kind: 'signed',
        bytes: 4,
      }
    case 'pointer':
      return declaredPointer(type, pointerBytes, bytes, depth)
    case 'callback':
      return {
        spelled: type.name,
        kind: 'pointer',
        bytes,
        ...(type.parameters &&
          depth > 0 && {
            callback: {
              convention: type.convention,
              result: declaredCType(type.result, pointerBytes, depth - 1),
              parameters: type.parameters.map(one => declaredCType(one, pointerBytes, depth - 1)),
            },
          }),
      }
    case 'struct': {
      const struct =
        layout && type.file !== '' && depth > 0 ? keptStruct(type, pointerBytes) : undefined
      return layout
        ? { spelled: type.name, kind: 'struct', bytes, ...(struct && { struct }) }
        : { spelled: type.name, kind: 'unknown', bytes: 0 }
    }
    case 'array':
      return layout
        ? { spelled: type.name, kind: 'struct', bytes }
        : { spelled: type.name, kind: 'unknown', bytes: 0 }
    default:
      return { spelled: type.name, kind: 'unknown', bytes: 0 }
  }
}

function declaredPointer(
  { name, text, to, isNew, isVariable }: Extract<CtypesType, { kind: 'pointer' }>,
  pointerBytes: PointerBytes,
  bytes: number,
  depth: number,
): DeclaredType {
  return {
    spelled: name,
    kind: 'pointer',
    bytes,
    ...(text && { text }),
    ...(to &&
      depth > 0 && {
        to: {
          ...declaredCType(to, pointerBytes, depth - 1),
          ...(isNew && { isNew: true as const }),
          ...(isVariable && { isVariable: true as const }),
        },
      }),
  }
}

const kept = {
  4: new WeakMap<object, DeclaredStruct>(),
  8: new WeakMap<object, DeclaredStruct>(),
} as const

/** A struct is the parameter of many functions and is described once. */
function keptStruct(type: StructType, pointerBytes: PointerBytes): DeclaredStruct | undefined {
  const known = kept[pointerBytes].get(type)
  if (known) return known
  const made = declaredStruct(type, pointerBytes, { file: type.file, line: type.line })
  if (made) kept[pointerBytes].set(type, made)
  return made
}

/** A Structure or Union with the places of its fields; undefined where the width of one is not known. */
export function declaredStruct(
  struct: StructType,
  pointerBytes: PointerBytes,
  place: Place,
): DeclaredStruct | undefined {
  const layout = layoutStruct(struct, pointerBytes)
  if (!layout) return undefined
  return {
    kind: 'struct',
    name: struct.name,
    bytes: layout.bytes,
    fields: fieldsOf(struct, pointerBytes, layout),
    ...(!struct.isMade && { isView: true as const }),
    place,
  }
}

/** A class without fields of its own has the layout, and the list of fields, of the one that it is made from. */
const keptFields = new WeakMap<object, readonly DeclaredField[]>()

function fieldsOf(
  struct: StructType,
  pointerBytes: PointerBytes,
  layout: object,
): readonly DeclaredField[] {
  const known = keptFields.get(layout)
  if (known) return known
  const made = ownFields(struct, pointerBytes).map(({ field, offset }) => ({
    name: field.name,
    type: declaredCType(field.type, pointerBytes, field.type.kind === 'callback' ? 1 : 0),
    offset,
    place: { file: field.file, line: field.line },
    ...(field.bits !== undefined && { bits: field.bits }),
  }))
  keptFields.set(layout, made)
  return made
}
