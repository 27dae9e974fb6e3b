import { bytesOf } from '../declare/win32/c-types.ts'
import { layoutOf, type FieldPlace } from '../declare/win32/layout.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { win32Type } from '../declare/win32/types.ts'
import type { PlanAbi } from './plan.ts'
import { fenceBytes } from './room.ts'
import type { MemoryObject } from './step.ts'

/** Fills unwritten memory, so that bytes which were not written are visible. */
export const poison = 0xa5
/** Fills the memory around each object, so that overwrites are visible. Also the leftovers after a short struct. */
export const fence = 0xfd

/** An object of a plan, placed: offset and size in bytes. */
export interface Placed {
  readonly object: MemoryObject
  readonly offset: number
  readonly size: number
  readonly fields: Readonly<Record<string, FieldPlace>>
  readonly behind: 'leftovers' | 'zeros'
  readonly initially: 'leftovers' | 'zeros'
}

function terminated(text: string, unit: 1 | 2): Uint8Array {
  const encoding = unit === 1 ? 'latin1' : 'utf16le'
  return Buffer.from(`${text}\0`, encoding)
}

/** The initial bytes of an object, or `undefined` where it is poisoned. */
export function contentOf(object: MemoryObject): Uint8Array | undefined {
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

/** Places the objects of a plan into `room` bytes, each with its fences. Throws where they do not fit. */
export function placesOf(
  objects: Readonly<Record<string, MemoryObject>>,
  abi: PlanAbi,
  pointerBytes: PointerBytes,
  room: number,
): Record<string, Placed> {
  const placed: Record<string, Placed> = {}
  let offset = fenceBytes
  for (const [name, object] of Object.entries(objects)) {
    const item: Placed = { object, offset, ...shapeOf(object, abi, pointerBytes) }
    placed[name] = item
    offset += Math.ceil(item.size / 16) * 16 + 2 * fenceBytes
    if (offset > room) throw new Error(`The plan's memory does not fit into ${room} bytes`)
  }
  return placed
}
