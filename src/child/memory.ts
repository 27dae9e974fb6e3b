import { fenceBytes } from '../program/room.ts'
import type { PlanAbi } from '../program/plan.ts'
import type { MemoryObject } from '../program/step.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { layoutOf, type FieldPlace } from '../declare/win32/layout.ts'
import { win32Type } from '../declare/win32/types.ts'

/** A piece of address space that callee and child both see. */
export interface Memory {
  /** Address of the first byte, as the callee sees it. */
  readonly base: bigint
  readonly bytes: Uint8Array
}

/** What unwritten memory is filled with, so that unwritten bytes show. */
export const poison = 0xa5
/** What lies around each object, so that overwritten bytes show; also the leftovers behind a short struct. */
export const fence = 0xfd

/** An object of a plan, placed. */
export interface Placed {
  readonly object: MemoryObject
  readonly offset: number
  readonly size: number
  readonly fields: Readonly<Record<string, FieldPlace>>
  readonly behind: 'leftovers' | 'zeros'
  readonly initially: 'leftovers' | 'zeros'
}

/** All objects of a plan, placed in one piece of memory. */
export interface Arena {
  readonly memory: Memory
  readonly placed: Readonly<Record<string, Placed>>
  readonly pointerBytes: PointerBytes
}

function terminated(text: string, unit: 1 | 2): Uint8Array {
  const encoding = unit === 1 ? 'latin1' : 'utf16le'
  return Buffer.from(`${text}\0`, encoding)
}

/** The bytes an object starts with, or `undefined` where it is poisoned. */
function contentOf(object: MemoryObject): Uint8Array | undefined {
  switch (object.kind) {
    case 'bytes':
      return Buffer.from(object.hex, 'hex')
    case 'text':
      return terminated(object.text, 2)
    case 'ascii':
      return terminated(object.text, 1)
    case 'struct':
    case 'variable':
    case 'buffer':
      return undefined
  }
}

function shapeOf(
  object: MemoryObject,
  abi: PlanAbi,
  pointerBytes: PointerBytes,
): Pick<Placed, 'size' | 'fields' | 'behind' | 'initially'> {
  if (object.kind === 'struct') {
    const declared = abi.structs[object.struct]
    if (!declared) throw new Error(`The plan declares no struct ${object.struct}`)
    const { size, fields } = layoutOf(declared, pointerBytes)
    return { size, fields, behind: declared.behind, initially: declared.initially }
  }
  if (object.kind === 'variable') {
    const type = object.declared ?? abi.variables[object.type] ?? win32Type(object.type).c
    const bytes = bytesOf(type, pointerBytes)
    return {
      size: bytes,
      fields: { '': { offset: 0, bytes, type, count: 1 } },
      behind: 'leftovers',
      initially: 'leftovers',
    }
  }
  const size = object.kind === 'buffer' ? object.bytes : (contentOf(object)?.length ?? 0)
  return { size, fields: {}, behind: 'leftovers', initially: 'leftovers' }
}

/** Fills an object's fences and content. */
function lay(memory: Memory, placed: Placed): void {
  const { offset, size } = placed
  memory.bytes.fill(fence, offset - fenceBytes, offset)
  memory.bytes.fill(
    placed.behind === 'zeros' ? 0 : fence,
    offset + size,
    offset + size + fenceBytes,
  )
  poisonObject(memory, placed)
}

/** Puts an object back to what it was before anybody wrote into it. */
export function poisonObject(memory: Memory, placed: Placed): void {
  const content = contentOf(placed.object)
  if (content) memory.bytes.set(content, placed.offset)
  else
    memory.bytes.fill(
      placed.initially === 'zeros' ? 0 : poison,
      placed.offset,
      placed.offset + placed.size,
    )
}

/** Places the objects of a plan into `memory`, each fenced and poisoned. Throws where they do not fit. */
export function placeObjects(
  memory: Memory,
  objects: Readonly<Record<string, MemoryObject>>,
  abi: PlanAbi,
  pointerBytes: PointerBytes,
): Arena {
  const placed: Record<string, Placed> = {}
  let offset = fenceBytes
  for (const [name, object] of Object.entries(objects)) {
    const item: Placed = { object, offset, ...shapeOf(object, abi, pointerBytes) }
    placed[name] = item
    offset += Math.ceil(item.size / 16) * 16 + 2 * fenceBytes
    if (offset > memory.bytes.length)
      throw new Error(`The plan's memory does not fit into ${memory.bytes.length} bytes`)
    lay(memory, item)
  }
  return { memory, placed, pointerBytes }
}

function find(arena: Arena, name: string): Placed {
  const placed = arena.placed[name]
  if (!placed) throw new Error(`The plan has no memory object '${name}'`)
  return placed
}

/** Address of an object as the callee sees it. */
export function addressOf(arena: Arena, name: string): bigint {
  return arena.memory.base + BigInt(find(arena, name).offset)
}

/** The object that lies at an address, or `undefined`. */
export function objectAt(arena: Arena, address: bigint): Placed | undefined {
  const offset = Number(address - arena.memory.base)
  return Object.values(arena.placed).find(placed => placed.offset === offset)
}

function viewOf(memory: Memory): DataView {
  return new DataView(memory.bytes.buffer, memory.bytes.byteOffset, memory.bytes.byteLength)
}

/** Reads `bytes` bytes (1, 2, 4 or 8) at an offset as an unsigned integer, least significant byte first. */
export function readUnsigned(memory: Memory, offset: number, bytes: number): bigint {
  const view = viewOf(memory)
  if (bytes === 8) return view.getBigUint64(offset, true)
  if (bytes === 4) return BigInt(view.getUint32(offset, true))
  if (bytes === 2) return BigInt(view.getUint16(offset, true))
  return BigInt(view.getUint8(offset))
}

/** Writes the low `bytes` bytes (1, 2, 4 or 8) of `value` at an offset, least significant byte first. */
export function writeUnsigned(memory: Memory, offset: number, bytes: number, value: bigint): void {
  const view = viewOf(memory)
  if (bytes === 8) view.setBigUint64(offset, BigInt.asUintN(64, value), true)
  else if (bytes === 4) view.setUint32(offset, Number(BigInt.asUintN(32, value)), true)
  else if (bytes === 2) view.setUint16(offset, Number(BigInt.asUintN(16, value)), true)
  else view.setUint8(offset, Number(BigInt.asUintN(8, value)))
}

/** Writes a field of a struct, or a whole variable (field `''`), at the width it was declared with. */
export function writeField(arena: Arena, name: string, field: string, value: bigint): void {
  const placed = find(arena, name)
  const place = placed.fields[field]
  if (!place) throw new Error(`The object '${name}' has no field '${field}'`)
  const width = place.bytes / place.count
  for (let index = 0; index < place.count; index++) {
    writeUnsigned(arena.memory, placed.offset + place.offset + index * width, width, value)
  }
}

/** Reads a field of a struct, or a whole variable (field `''`), at the width it was declared with. */
export function readField(arena: Arena, name: string, field: string): bigint {
  const placed = find(arena, name)
  const place = placed.fields[field]
  if (!place) throw new Error(`The object '${name}' has no field '${field}'`)
  return readUnsigned(arena.memory, placed.offset + place.offset, place.bytes / place.count)
}

function hexOf(memory: Memory, from: number, to: number): string {
  return Buffer.from(memory.bytes.subarray(from, to)).toString('hex')
}

/** Content of an object, hexadecimal; at most `limit` bytes. */
export function contentHex(arena: Arena, name: string, limit = 128): string {
  const { offset, size } = find(arena, name)
  return hexOf(arena.memory, offset, offset + Math.min(size, limit))
}

/** The fence of an object where it was overwritten, hexadecimal; `undefined` where it is whole. */
export function brokenFence(arena: Arena, name: string): string | undefined {
  const { offset, size, behind } = find(arena, name)
  const { bytes } = arena.memory
  const before = bytes.subarray(offset - fenceBytes, offset)
  const after = bytes.subarray(offset + size, offset + size + fenceBytes)
  const filler = behind === 'zeros' ? 0 : fence
  if (before.some(byte => byte !== fence))
    return `before:${hexOf(arena.memory, offset - fenceBytes, offset)}`
  if (after.some(byte => byte !== filler))
    return `behind:${hexOf(arena.memory, offset + size, offset + size + 16)}`
  return undefined
}

/** Puts the fences of an object right again, so that one overwrite is reported once. */
export function restoreFences(arena: Arena, name: string): void {
  const { offset, size, behind } = find(arena, name)
  arena.memory.bytes.fill(fence, offset - fenceBytes, offset)
  arena.memory.bytes.fill(behind === 'zeros' ? 0 : fence, offset + size, offset + size + fenceBytes)
}
