import type { DeclaredField as Field, DeclaredStruct as Declaration } from '../declare/model.ts'
import { trueAbi, type AbiField, type AbiStruct } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { layoutOf } from '../declare/win32/layout.ts'
import type { StructName } from '../declare/win32/structs.ts'
import { integerOf } from './c-type.ts'
import { unmeasured, type Reader, type Taken } from './expressed.ts'

/** A piece of the program's struct. */
interface Piece {
  readonly names: readonly string[]
  readonly offset: number
  readonly bytes: number
}

/** The fields of a true struct that share one place: one field, or the alternatives of a union. */
interface Room {
  readonly fields: readonly AbiField[]
  readonly offset: number
  readonly bytes: number
}

/** A struct that is larger than this has little to do with the one that Windows takes. Bytes. */
const largest = 1024

/** Bit fields that share a unit are one piece. */
function piecesOf(fields: readonly Field[]): Piece[] {
  const pieces: Piece[] = []
  for (const { name, offset, type, bits } of fields) {
    const last = pieces.at(-1)
    if (bits !== undefined && last?.offset === offset)
      pieces[pieces.length - 1] = { ...last, names: [...last.names, name] }
    else pieces.push({ names: [name], offset, bytes: type.bytes })
  }
  return pieces
}

function roomsOf(name: StructName, pointerBytes: PointerBytes): Room[] {
  const layout = layoutOf(trueAbi.structs[name], pointerBytes)
  return trueAbi.structs[name].members.map(member => {
    const fields = 'union' in member ? member.union.flat() : [member]
    const places = fields.flatMap(field => layout.fields[field.name] ?? [])
    const offset = Math.min(...places.map(place => place.offset))
    return {
      fields,
      offset,
      bytes: Math.max(...places.map(place => place.offset + place.bytes)) - offset,
    }
  })
}

function named(pieces: readonly Piece[], name: string): Piece | undefined {
  return pieces.find(({ names }) => names.some(own => own.toLowerCase() === name.toLowerCase()))
}

/** Which piece stands for which room: by the name of a field, then by order where as many are left on both sides. */
function pair(rooms: readonly Room[], pieces: readonly Piece[]): ReadonlyMap<Room, Piece> {
  const paired = new Map<Room, Piece>()
  const free = new Set(pieces)
  for (const room of rooms) {
    const [first, ...others] = room.fields.flatMap(field => named(pieces, field.name) ?? [])
    for (const piece of first ? [first, ...others] : []) free.delete(piece)
    if (first) paired.set(room, first)
  }
  const left = rooms.filter(room => !paired.has(room))
  if (left.length === free.size)
    for (const [index, piece] of [...free].entries())
      if (left[index]) paired.set(left[index], piece)
  return paired
}

function fieldAt(
  field: AbiField,
  offset: number,
  bytes: number,
  pointerBytes: PointerBytes,
): AbiField | undefined {
  const count = field.count ?? 1
  if (bytesOf(field.declared, pointerBytes) * count === bytes) return { ...field, offset }
  const declared = integerOf('unsigned', bytes / count)
  return declared && { ...field, declared, offset }
}

/** The fields of a room where the program has them; those of a union that it does not name lie where the union lies. */
function placeRoom(
  room: Room,
  piece: Piece | undefined,
  pieces: readonly Piece[],
  pointerBytes: PointerBytes,
  truth: ReturnType<typeof layoutOf>,
): readonly (AbiField | undefined)[] {
  return room.fields.map(field => {
    const own = named(pieces, field.name) ?? (room.fields.length === 1 ? piece : undefined)
    if (own) return fieldAt(field, own.offset, own.bytes, pointerBytes)
    const right = truth.fields[field.name]
    if (!right) return undefined
    const start = piece ? piece.offset : room.offset
    return fieldAt(field, start + right.offset - room.offset, right.bytes, pointerBytes)
  })
}

/** Whether the fields lie where they lie in Windows, whatever the program calls them. */
function isTrue(
  fields: readonly AbiField[],
  size: number,
  truth: ReturnType<typeof layoutOf>,
  pointerBytes: PointerBytes,
): boolean {
  return (
    size === truth.size &&
    fields.every(field => {
      const right = truth.fields[field.name]
      return (
        right?.offset === field.offset &&
        right?.bytes === bytesOf(field.declared, pointerBytes) * (field.count ?? 1)
      )
    })
  )
}

/** A struct of the sequence as the binding declares it, every field where the program has it. */
export function expressStruct(
  name: StructName,
  { bytes, fields, name: own }: Declaration,
  { pointerBytes }: Reader,
): Taken<AbiStruct> {
  const right = trueAbi.structs[name]
  const truth = layoutOf(right, pointerBytes)
  const pieces = piecesOf(fields)
  const rooms = roomsOf(name, pointerBytes)
  const paired = pair(rooms, pieces)
  const placed = rooms.flatMap(room =>
    placeRoom(room, paired.get(room), pieces, pointerBytes, truth),
  )
  const inside = placed.flatMap(field =>
    field &&
    (field.offset ?? 0) + bytesOf(field.declared, pointerBytes) * (field.count ?? 1) <= bytes
      ? [field]
      : [],
  )
  // ctypes gives objects of zeros, and so does koffi: 2.16.3 and 3.3.4 also clear the padding of an object that is passed.
  const initially = 'zeros' as const
  if (bytes > largest)
    return { value: right, remarks: [unmeasured(`${own} has ${bytes} bytes`, name, 'size')] }
  if (inside.length < placed.length)
    return {
      value: right,
      remarks: [
        unmeasured(`${own} (${bytes} bytes) has no place for all fields of ${name}`, name, 'size'),
      ],
    }
  if (isTrue(inside, bytes, truth, pointerBytes))
    return { value: { ...right, initially }, remarks: [] }
  return { value: { ...right, initially, members: inside, size: bytes }, remarks: [] }
}
