import type { TypeObject } from '../os/koffi.ts'
import type { Loose, NativeKoffi } from './native.ts'

/** Reads koffi's description of a type. */
export type TypeReader = (type: unknown) => TypeObject

/**
 * A reader of types for koffi 3, which describes a type completely, and for koffi 2, which describes it level by
 * level. Created when koffi is loaded, before its JavaScript part marks `introspect` as deprecated.
 */
export function makeTypeReader(native: NativeKoffi): TypeReader {
  if (typeof native['type'] === 'function') {
    const tell = native['type'] as Loose
    return type => tell(isArgument(type) ? type.type : type) as TypeObject
  }
  const tell = native['introspect'] as Loose
  const known = new Map<unknown, TypeObject>()
  const read = (type: unknown): TypeObject => {
    const before = known.get(type)
    if (before) return before
    const own = { ...(tell(type) as TypeObject) }
    // Registered before its fields, for structs that point to themselves.
    known.set(type, own)
    if (own.ref) own.ref = read(own.ref)
    if (own.members)
      own.members = Object.fromEntries(
        Object.entries(own.members).map(([name, member]) => [
          name,
          { ...member, type: read(member.type) },
        ]),
      )
    return own
  }
  return read
}

/** koffi 3 puts the direction of an argument beside its type. */
function isArgument(type: unknown): type is { type: unknown; direction: unknown } {
  return typeof type === 'object' && type !== null && 'direction' in type && 'type' in type
}
