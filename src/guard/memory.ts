import { isExternal } from 'node:util/types'
import type { TypeObject } from '../os/koffi.ts'
import { hexOf, type Reason } from './loss.ts'
import type { TrueMemory } from './plan.ts'
import { mark, type Scalar, type Tags } from './tags.ts'

/** Reverts one change; does nothing where the value has changed since. */
export type Undo = () => void

/** What was changed during a call. */
export interface Changes {
  /** In objects and arrays, which koffi reads before the call and writes after it. */
  readonly objects: Undo[]
  /** In raw memory, which the function itself reads and writes. */
  readonly raw: Undo[]
}

/** How the memory behind one argument is processed. */
export interface MemoryVisit {
  readonly tags: Tags
  readonly changes: Changes
  /** The call runs in parallel with the program, which may then see raw memory without tags. */
  readonly isAsync: boolean
  /** The true layout of the memory; undefined where it is not known. */
  readonly truth: TrueMemory | undefined
  /** Whether the function writes its handles there, so that the previous content does not matter. */
  readonly isWritten: boolean
  /** Called for each handle in an object or array. */
  took?(offset: number, value: Scalar): void
  /** Called for each loss; may throw. `where` is appended to the name of the parameter. */
  lose(where: string, value: string, reason: Reason): void
}

/** Larger raw memory is treated as data and not scanned. Bytes. */
const rawLimit = 65_536
const depthLimit = 8

/** The raw memory behind a value; undefined for objects and arrays, which koffi writes. */
export function rawBytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return new Uint8Array(value)
  return undefined
}

/**
 * Removes the tags from all handles in an argument that represents memory. `target` is the type that the declared
 * pointer points to. Returns what to pass: the value itself, or a copy if the program has frozen it.
 */
export function takeFromMemory(
  value: object,
  target: TypeObject | undefined,
  visit: MemoryVisit,
): object {
  const bytes = rawBytesOf(value)
  if (bytes) {
    takeFromBytes(bytes, visit)
    return value
  }
  if (isExternal(value) || typeof value === 'function') return value
  const own = writable(value)
  takeFromObject(own, target, 0, visit, depthLimit)
  return own
}

/** The value itself, or a copy if the program has frozen it; koffi writes into neither. */
function writable(value: object): object {
  if (!Object.isFrozen(value)) return value
  return Array.isArray(value)
    ? [...(value as unknown[])]
    : Object.assign(Object.create(Object.getPrototypeOf(value) as object | null) as object, value)
}

function takeFromObject(
  value: object,
  type: TypeObject | undefined,
  offset: number,
  visit: MemoryVisit,
  depth: number,
): void {
  if (depth === 0) return
  if (Array.isArray(value)) {
    const element = type?.primitive === 'Array' ? type.ref : type
    const step = element?.size ?? 0
    // The memory holds data, not handles.
    if (!visit.truth && element && step < 8) return
    for (let index = 0; index < value.length; index += 1)
      takeFromSlot(
        value as unknown as Record<string, unknown>,
        String(index),
        `[${index}]`,
        element,
        offset + index * step,
        visit,
        depth,
      )
    return
  }
  for (const name of Object.keys(value)) {
    const member = type?.members?.[name]
    takeFromSlot(
      value as Record<string, unknown>,
      name,
      `.${name}`,
      member?.type,
      offset + (member?.offset ?? 0),
      visit,
      depth,
    )
  }
}

function takeFromSlot(
  holder: Record<string, unknown>,
  key: string,
  where: string,
  type: TypeObject | undefined,
  offset: number,
  visit: MemoryVisit,
  depth: number,
): void {
  const value = holder[key]
  if (typeof value === 'number' || typeof value === 'bigint')
    return takeFromNumber(holder, key, where, value, type, offset, visit)
  if (typeof value !== 'object' || value === null || isExternal(value)) return
  const bytes = rawBytesOf(value)
  if (bytes) return takeFromBytes(bytes, { ...visit, truth: undefined })
  const own = writable(value)
  if (own !== value) replace(holder, key, own, visit, current => current === own, value)
  const isElsewhere = type?.primitive === 'Pointer'
  takeFromObject(
    own,
    isElsewhere ? type.ref : type,
    isElsewhere ? 0 : offset,
    isElsewhere ? { ...visit, truth: undefined } : visit,
    depth - 1,
  )
}

function takeFromNumber(
  holder: Record<string, unknown>,
  key: string,
  where: string,
  value: Scalar,
  type: TypeObject | undefined,
  offset: number,
  visit: MemoryVisit,
): void {
  const { tags, truth } = visit
  const plain = tags.take(value)
  const expected = truth?.handleAt(offset)
  if (plain === undefined) {
    if (expected !== undefined && !visit.isWritten) judgeBare(value, where, visit)
    return
  }
  if (!truth) tags.expose(plain)
  visit.took?.(offset, value)
  replace(
    holder,
    key,
    plain,
    visit,
    current =>
      (typeof current === 'number' || typeof current === 'bigint') &&
      BigInt(current) === BigInt(plain),
    value,
  )
  if (type && !holdsHandle(type))
    visit.lose(where, hexOf(value), { kind: 'declared', type: type.name })
  else if (expected === undefined && truth?.only)
    visit.lose(where, hexOf(value), {
      kind: 'misplaced',
      offset,
      field: truth.only.name,
      trueOffset: truth.only.offset,
    })
}

function holdsHandle({ size, primitive }: TypeObject): boolean {
  return size === 8 && primitive !== 'Float64'
}

function replace(
  holder: Record<string, unknown>,
  key: string,
  value: unknown,
  { changes }: MemoryVisit,
  isOurs: (current: unknown) => boolean,
  old: unknown,
): void {
  try {
    holder[key] = value
  } catch {
    return
  } // A getter without a setter: koffi will read the same again.
  changes.objects.push(() => {
    if (isOurs(holder[key])) holder[key] = old
  })
}

/** Handles that a program wrote into raw memory itself, at any offset aligned to 32 bits. */
function takeFromBytes(bytes: Uint8Array, visit: MemoryVisit): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  judgeBytes(view, visit)
  if (bytes.length > rawLimit) return
  for (let at = 4; at + 4 <= bytes.length; at += 4)
    if (view.getUint32(at, true) === mark) takeFromPlace(view, at - 4, visit)
}

function takeFromPlace(
  view: DataView,
  at: number,
  { tags, truth, changes, isAsync, lose }: MemoryVisit,
): void {
  const value = view.getBigUint64(at, true)
  const plain = tags.take(value)
  if (plain === undefined) return
  const isExpected = truth?.handleAt(at) !== undefined
  if (!truth || isAsync) tags.expose(plain)
  view.setUint32(at + 4, 0, true)
  // An unknown function may keep the address and read it later, so the plain handle stays there.
  if (truth)
    changes.raw.push(() => {
      if (view.getBigUint64(at, true) === BigInt(plain)) view.setUint32(at + 4, mark, true)
    })
  if (!isExpected && truth?.only)
    lose(`.${truth.only.name}`, hexOf(value), {
      kind: 'misplaced',
      offset: at,
      field: truth.only.name,
      trueOffset: truth.only.offset,
    })
}

/** Handles are in the first bytes of a struct; an array of them has at most 64 (MAXIMUM_WAIT_OBJECTS). Bytes. */
const judgedBytes = 512

function judgeBytes(view: DataView, visit: MemoryVisit): void {
  const { tags, truth, isWritten, lose } = visit
  if (!truth || isWritten) return
  if (truth.bytes !== undefined && view.byteLength < truth.bytes)
    lose('', `${view.byteLength} bytes`, {
      kind: 'short',
      bytes: view.byteLength,
      trueBytes: truth.bytes,
    })
  for (let at = 0; at + 8 <= Math.min(view.byteLength, judgedBytes); at += 8) {
    const where = truth.handleAt(at)
    const value = where === undefined ? 0n : view.getBigUint64(at, true)
    if (where === undefined || value === 0n || tags.take(value) !== undefined) continue
    judgeBare(value, where, visit)
  }
}

/** Checks an untagged value where the function reads a handle. */
function judgeBare(value: Scalar, where: string, { tags, lose }: MemoryVisit): void {
  if (tags.isFollowed(value)) lose(where, hexOf(value), { kind: 'cut' })
  else if (
    value > 0xffffffff &&
    Number.isInteger(Number(value)) &&
    tags.isFollowed(BigInt.asUintN(32, BigInt(value)))
  )
    lose(where, hexOf(value), { kind: 'dirty' })
}
