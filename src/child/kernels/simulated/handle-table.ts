import type { PointerBytes } from '../../../declare/win32/architecture.ts'
import { failed, status, type CallFailure } from './answer.ts'
import type { KernelObject, KernelObjectKind } from './objects.ts'

/**
 * What the upper half of a kernel handle means.
 *
 * - `low`: like NT, 32 significant bits; a value that is not a sign-extended 32-bit number is refused
 *   (https://learn.microsoft.com/en-us/windows/win32/winprog64/interprocess-communication and
 *   wine_server_obj_handle in Wine's include/wine/server.h)
 * - `high`: the upper half is part of the handle. No Windows does that; it shows what would break.
 */
export type KernelHandles = 'low' | 'high'

interface Entry {
  readonly object: KernelObject
  flags: number
}

/** The kernel handles of the simulated process. */
export interface HandleTable {
  /** A new handle to an object: the lowest free one. */
  add(object: KernelObject, flags?: number): bigint
  /** The entry behind a handle, including pseudo handles. */
  entry(handle: bigint): Entry | undefined
  /** Removes a handle. Returns the object if that was its last handle. */
  remove(handle: bigint): KernelObject | undefined
  /** Whether a handle is one of -1 … -6, constants for the current process and similar objects. */
  isPseudo(handle: bigint): boolean
}

const firstHandle = 0xd0
const step = 4
const upperHalf = 0x0000_00a1n << 32n

/** Pseudo handles: the current process, thread, and its tokens; -3 is unused. */
const pseudoHandles: Readonly<Record<string, Entry>> = {
  [-1]: { object: { kind: 'process' }, flags: 0 },
  [-2]: { object: { kind: 'thread' }, flags: 0 },
  [-4]: { object: { kind: 'token' }, flags: 0 },
  [-5]: { object: { kind: 'token' }, flags: 0 },
  [-6]: { object: { kind: 'token' }, flags: 0 },
}

/**
 * An empty handle table. Handles are multiples of 4 and the two low bits are ignored, as in NT
 * (https://devblogs.microsoft.com/oldnewthing/20050121-00/?p=36633).
 */
export function createHandleTable(pointerBytes: PointerBytes, policy: KernelHandles): HandleTable {
  const entries = new Map<number, Entry>()
  const upper = policy === 'high' && pointerBytes === 8 ? upperHalf : 0n
  const signedOf = (handle: bigint): bigint => BigInt.asIntN(8 * pointerBytes, handle)
  const keyOf = (handle: bigint): number | undefined => {
    const signed = signedOf(handle)
    if (upper === 0n) return BigInt.asIntN(32, signed) === signed ? Number(signed) & ~3 : undefined
    return signed >> 32n === upper >> 32n ? Number(signed & 0xffffffffn) & ~3 : undefined
  }
  const entry = (handle: bigint): Entry | undefined => {
    const pseudo = pseudoHandles[String(signedOf(handle))]
    if (pseudo) return pseudo
    const key = keyOf(handle)
    return key === undefined ? undefined : entries.get(key)
  }
  return {
    entry,
    isPseudo: handle => signedOf(handle) < 0n && signedOf(handle) >= -6n,
    add(object, flags = 0) {
      let key = firstHandle
      while (entries.has(key)) key += step
      entries.set(key, { object, flags })
      return upper | BigInt(key)
    },
    remove(handle) {
      const key = keyOf(handle)
      const found = key === undefined ? undefined : entries.get(key)
      if (!found || key === undefined) return undefined
      entries.delete(key)
      return [...entries.values()].some(({ object }) => object === found.object)
        ? undefined
        : found.object
    },
  }
}

/** The object behind a handle if it has one of these kinds; else C0000008 (no object) or C0000024 (wrong kind). */
export function lookUp<K extends KernelObjectKind>(
  table: HandleTable,
  handle: bigint,
  ...kinds: readonly K[]
): Extract<KernelObject, { kind: K }> | CallFailure {
  const entry = table.entry(handle)
  if (!entry) return failed(status.INVALID_HANDLE)
  return isOf(entry.object, kinds) ? entry.object : failed(status.OBJECT_TYPE_MISMATCH)
}

function isOf<K extends KernelObjectKind>(
  object: KernelObject,
  kinds: readonly K[],
): object is Extract<KernelObject, { kind: K }> {
  return (kinds as readonly KernelObjectKind[]).includes(object.kind)
}
