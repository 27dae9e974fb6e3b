import { layOut } from '../layout.ts'
import type { AbiField, AbiMember, AbiStruct } from './abi.ts'
import type { PointerBytes } from './architecture.ts'
import { bytesOf, type CType } from './c-types.ts'

/** Where a field lies: bytes from the start of the struct. */
export interface FieldPlace {
  readonly offset: number
  readonly bytes: number
  readonly type: CType
  readonly count: number
}

/** Size, alignment and field places of a struct, in bytes. */
export interface StructLayout {
  readonly size: number
  readonly alignment: number
  readonly fields: Readonly<Record<string, FieldPlace>>
}

/** A member with the places of its fields from its own start. */
interface Part {
  readonly bytes: number
  readonly align: number
  readonly offset?: number | undefined
  readonly fields: Readonly<Record<string, FieldPlace>>
}

function partOf({ name, declared, count = 1, offset }: AbiField, pointerBytes: PointerBytes): Part {
  const align = bytesOf(declared, pointerBytes)
  const bytes = align * count
  return { bytes, align, offset, fields: { [name]: { offset: 0, bytes, type: declared, count } } }
}

/** Parts laid out in one another's place or one behind the other, as a part. */
function join(parts: readonly Part[], pack: number, isUnion: boolean): Part {
  const { offsets, bytes, align } = layOut(parts, { pack, isUnion })
  const fields = parts.flatMap((part, index) =>
    Object.entries(part.fields).map(
      ([name, place]) =>
        [name, { ...place, offset: (offsets[index] ?? 0) + place.offset }] as const,
    ),
  )
  return { bytes, align, fields: Object.fromEntries(fields) }
}

function layoutMembers(
  members: readonly AbiMember[],
  pointerBytes: PointerBytes,
  pack: number,
): Part {
  const parts = members.map(member =>
    'union' in member
      ? join(
          member.union.map(fields => layoutMembers(fields, pointerBytes, pack)),
          pack,
          true,
        )
      : partOf(member, pointerBytes),
  )
  return join(parts, pack, false)
}

/** A declaration does not change, and the same ones are asked about for each step of a run. */
const known = {
  4: new WeakMap<AbiStruct, StructLayout>(),
  8: new WeakMap<AbiStruct, StructLayout>(),
} as const

/**
 * Lays a struct out as a C compiler for Windows does: each field at the next multiple of its own
 * size, the whole rounded up to the largest alignment; fields and sizes that are given are taken as they are.
 */
export function layoutOf(struct: AbiStruct, pointerBytes: PointerBytes): StructLayout {
  const found = known[pointerBytes].get(struct)
  if (found) return found
  const pack = struct.packedOn32Bits && pointerBytes === 4 ? 1 : 8
  const { bytes, align, fields } = layoutMembers(struct.members, pointerBytes, pack)
  const layout = { size: struct.size ?? bytes, alignment: align, fields }
  known[pointerBytes].set(struct, layout)
  return layout
}
