import { contentOf, fence, placesOf, poison, type Placed } from '../program/objects.ts'
import { fenceBytes } from '../program/room.ts'
import type { PlanAbi } from '../program/plan.ts'
import type { MemoryObject } from '../program/step.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'

/** A range of memory that callee and child both see. */
export interface Memory {
  /** Address of the first byte, as the callee sees it. */
  readonly base: bigint
  readonly bytes: Uint8Array
}

/** All objects of a plan, placed in one range of memory. */
export interface Arena {
  readonly memory: Memory
  readonly placed: Readonly<Record<string, Placed>>
  readonly pointerBytes: PointerBytes
}

/** Fills the fences and the content of an object. */
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

/** Restores the initial content of an object. */
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
  const placed = placesOf(objects, abi, pointerBytes, memory.bytes.length)
  for (const item of Object.values(placed)) lay(memory, item)
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

/** The object that contains an address, or `undefined`. */
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

const fenced = Buffer.alloc(fenceBytes, fence)
const zeroed = Buffer.alloc(fenceBytes)

/** The fence of an object where it was overwritten, hexadecimal; `undefined` where it is intact. */
export function brokenFence(arena: Arena, name: string): string | undefined {
  const { offset, size, behind } = find(arena, name)
  const { bytes } = arena.memory
  const before = bytes.subarray(offset - fenceBytes, offset)
  const after = bytes.subarray(offset + size, offset + size + fenceBytes)
  if (Buffer.compare(before, fenced) !== 0)
    return `before:${hexOf(arena.memory, offset - fenceBytes, offset)}`
  if (Buffer.compare(after, behind === 'zeros' ? zeroed : fenced) !== 0)
    return `behind:${hexOf(arena.memory, offset + size, offset + size + 16)}`
  return undefined
}

/** Restores the fences of an object, so that one overwrite is reported once. */
export function restoreFences(arena: Arena, name: string): void {
  const { offset, size, behind } = find(arena, name)
  arena.memory.bytes.fill(fence, offset - fenceBytes, offset)
  arena.memory.bytes.fill(behind === 'zeros' ? 0 : fence, offset + size, offset + size + fenceBytes)
}
