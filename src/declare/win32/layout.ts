import type { DeclaredField, DeclaredMember, DeclaredStruct } from './abi.ts'
import type { PointerBytes } from './architecture.ts'
import { bytesOf, type CType } from './c-types.ts'

/** Where a field lies: bytes from the start of the struct. */
export interface Place {
  readonly offset: number
  readonly bytes: number
  readonly type: CType
  readonly count: number
}

/** Size, alignment and field places of a struct, in bytes. */
export interface Layout {
  readonly size: number
  readonly alignment: number
  readonly fields: Readonly<Record<string, Place>>
}

interface Cursor {
  offset: number
  alignment: number
  readonly fields: Record<string, Place>
}

function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment
}

function placeField(
  cursor: Cursor,
  field: DeclaredField,
  pointerBytes: PointerBytes,
  pack: number,
): void {
  const bytes = bytesOf(field.declared, pointerBytes)
  const alignment = Math.min(bytes, pack)
  const count = field.count ?? 1
  const offset = field.offset ?? alignUp(cursor.offset, alignment)
  cursor.fields[field.name] = { offset, bytes: bytes * count, type: field.declared, count }
  cursor.offset = offset + bytes * count
  cursor.alignment = Math.max(cursor.alignment, alignment)
}

function placeUnion(
  cursor: Cursor,
  alternatives: readonly (readonly DeclaredField[])[],
  pointerBytes: PointerBytes,
  pack: number,
): void {
  const inner = alternatives.map(fields => layoutMembers(fields, pointerBytes, pack))
  const alignment = Math.max(...inner.map(layout => layout.alignment))
  const start = alignUp(cursor.offset, alignment)
  for (const { fields } of inner) {
    for (const [name, place] of Object.entries(fields))
      cursor.fields[name] = { ...place, offset: start + place.offset }
  }
  cursor.offset = start + Math.max(...inner.map(layout => layout.size))
  cursor.alignment = Math.max(cursor.alignment, alignment)
}

function layoutMembers(
  members: readonly DeclaredMember[],
  pointerBytes: PointerBytes,
  pack: number,
): Layout {
  const cursor: Cursor = { offset: 0, alignment: 1, fields: {} }
  for (const member of members) {
    if ('union' in member) placeUnion(cursor, member.union, pointerBytes, pack)
    else placeField(cursor, member, pointerBytes, pack)
  }
  return {
    size: alignUp(cursor.offset, cursor.alignment),
    alignment: cursor.alignment,
    fields: cursor.fields,
  }
}

/** A declaration does not change, and the same ones are asked about for each step of a run. */
const known = {
  4: new WeakMap<DeclaredStruct, Layout>(),
  8: new WeakMap<DeclaredStruct, Layout>(),
} as const

/**
 * Lays a struct out as a C compiler for Windows does: each field at the next multiple of its own
 * size, the whole rounded up to the largest alignment; fields and sizes that are given are taken as they are.
 */
export function layoutOf(struct: DeclaredStruct, pointerBytes: PointerBytes): Layout {
  const found = known[pointerBytes].get(struct)
  if (found) return found
  const natural = layoutMembers(
    struct.members,
    pointerBytes,
    struct.packedOn32Bits && pointerBytes === 4 ? 1 : 8,
  )
  const layout = struct.size === undefined ? natural : { ...natural, size: struct.size }
  known[pointerBytes].set(struct, layout)
  return layout
}
