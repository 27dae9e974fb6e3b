import type { PointerBytes } from '../../win32/architecture.ts'
import type { koffi as Koffi, TypeObject } from '../../../os/koffi.ts'
import { layOut } from '../../layout.ts'
import type { DeclaredType } from '../../model.ts'

/** How structs of a program are laid out, which koffi tells for its own host only. */
export interface Layouts {
  readonly pointerBytes: PointerBytes
  /** By the name of the type: whether it is packed, and fields with an alignment of their own. */
  readonly rules: Map<
    string,
    { readonly packed: boolean; readonly alignments: ReadonlyMap<string, number> }
  >
}

interface Placed {
  readonly name: string
  readonly type: TypeObject
  readonly offset: number
}
export interface TypeLayout {
  readonly bytes: number
  readonly align: number
  readonly members: readonly Placed[]
}

/** Widths that Windows and this host do not share, by koffi's names. */
const windowsBytes: Readonly<Record<string, 2 | 4 | 'pointer'>> = {
  long: 4,
  'unsigned long': 4,
  wchar_t: 2,
  intptr_t: 'pointer',
  uintptr_t: 'pointer',
  size_t: 'pointer',
}

const scalars: Readonly<Record<string, readonly ['signed' | 'unsigned' | 'float', number]>> = {
  Bool: ['unsigned', 1],
  Int8: ['signed', 1],
  UInt8: ['unsigned', 1],
  Int16: ['signed', 2],
  UInt16: ['unsigned', 2],
  Int32: ['signed', 4],
  UInt32: ['unsigned', 4],
  Int64: ['signed', 8],
  UInt64: ['unsigned', 8],
  Float32: ['float', 4],
  Float64: ['float', 8],
}

function scalarOf(
  { name, primitive }: TypeObject,
  pointerBytes: PointerBytes,
): readonly ['signed' | 'unsigned' | 'float', number] | undefined {
  // Types of a fixed byte order end in S.
  const scalar = scalars[primitive] ?? scalars[primitive.replace(/S$/, '')]
  const bytes = windowsBytes[name]
  return scalar && bytes !== undefined
    ? [scalar[0], bytes === 'pointer' ? pointerBytes : bytes]
    : scalar
}

/** Size, alignment and places of the members on Windows, of any type. Bytes. */
export function layoutType(type: TypeObject, layouts: Layouts): TypeLayout {
  const { pointerBytes } = layouts
  switch (type.primitive) {
    case 'Void':
      return { bytes: 0, align: 1, members: [] }
    case 'Array': {
      const element = type.ref ? layoutType(type.ref, layouts) : { bytes: 0, align: 1 }
      return { bytes: element.bytes * (type.length ?? 0), align: element.align, members: [] }
    }
    case 'Record':
    case 'Union':
      return layoutRecord(type, layouts)
    default: {
      const scalar = scalarOf(type, pointerBytes)
      const bytes = scalar?.[1] ?? pointerBytes
      return { bytes, align: bytes, members: [] }
    }
  }
}

function layoutRecord(type: TypeObject, layouts: Layouts): TypeLayout {
  const rule = layouts.rules.get(type.name)
  const own = Object.entries(type.members ?? {})
  const { offsets, bytes, align } = layOut(
    own.map(([name, member]) => {
      const inner = layoutType(member.type, layouts)
      return {
        bytes: inner.bytes,
        align: rule?.alignments.get(name) ?? (rule?.packed ? 1 : inner.align),
      }
    }),
    { isUnion: type.primitive === 'Union' },
  )
  const members = own.map(([name, member], index) => ({
    name,
    type: member.type,
    offset: offsets[index] ?? 0,
  }))
  return { bytes, align, members }
}

/** A koffi type in the words of the rules. `depth` stops at structs that point to themselves. */
export function declaredType(
  type: TypeObject,
  layouts: Layouts,
  spelled = type.name,
  depth = 3,
): DeclaredType {
  const { pointerBytes } = layouts
  const scalar = scalarOf(type, pointerBytes)
  if (scalar) return { spelled, kind: scalar[0], bytes: scalar[1] }
  switch (type.primitive) {
    case 'Void':
      return { spelled, kind: 'void', bytes: 0 }
    case 'Record':
    case 'Union':
    case 'Array':
      return { spelled, kind: 'struct', bytes: layoutType(type, layouts).bytes }
    case 'String':
      return { spelled, kind: 'pointer', bytes: pointerBytes, text: 1 }
    case 'String16':
      return { spelled, kind: 'pointer', bytes: pointerBytes, text: 2 }
    default:
      return {
        spelled,
        kind: 'pointer',
        bytes: pointerBytes,
        ...(String(type.primitive) === 'String32' && { text: 4 as const }),
        ...(type.primitive === 'Pointer' &&
          type.ref &&
          depth > 0 && { to: declaredType(type.ref, layouts, undefined, depth - 1) }),
      }
  }
}

/** A type of koffi as it is on Windows. */
export function windowsType(koffi: typeof Koffi, type: unknown): unknown {
  const { name } = type as TypeObject
  return name === 'wchar_t' ? koffi.types['char16_t' as never] : type
}

/** `wchar_t` has 16 bits on Windows; koffi takes the width of its host. */
export function translateText(spec: unknown): unknown {
  return typeof spec === 'string'
    ? spec.replace(/\bwstring\b/g, 'str16').replace(/\bwchar(_t)?\b/g, 'char16_t')
    : spec
}
