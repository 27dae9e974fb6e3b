import type { Scalar } from './tags.ts'

/** A handle that was written through koffi, and where. */
export interface WrittenHandle {
  readonly offset: number
  readonly value: Scalar
}

/** Memory that the program has used through koffi: addresses of its buffers, casts, structs written to addresses. */
export interface Views {
  readonly isEmpty: boolean
  noteAddress(address: unknown, bytes: object): void
  viewAt(address: Scalar): object | undefined
  noteCast(cast: unknown, value: unknown): void
  /** The original value, if `value` is a cast. */
  behindCast(value: object): unknown
  /** Replaces what is known about `bytes` bytes from `start`, of an address or a buffer. */
  noteHandles(ref: unknown, start: number, bytes: number, handles: readonly WrittenHandle[]): void
  handlesIn(ref: unknown): readonly WrittenHandle[]
  /** The memory was freed or reallocated. */
  forget(ref: unknown): void
}

/** Maximum number of remembered addresses; the oldest are forgotten first. */
const limit = 4096

/** Remembers objects without keeping them alive. */
export function makeViews(): Views {
  const byAddress = new Map<bigint, WeakRef<object>>()
  const written = new Map<bigint, readonly WrittenHandle[]>()
  const writtenInto = new WeakMap<object, readonly WrittenHandle[]>()
  const casts = new WeakMap<object, unknown>()
  return {
    get isEmpty() {
      return byAddress.size === 0 && written.size === 0
    },
    noteAddress(address, bytes) {
      if (isAddress(address)) keep(byAddress, BigInt(address), new WeakRef(bytes))
    },
    viewAt: address => (isAddress(address) ? byAddress.get(BigInt(address))?.deref() : undefined),
    noteCast(cast, value) {
      if (typeof cast === 'object' && cast !== null) casts.set(cast, value)
    },
    behindCast: value => casts.get(value),
    noteHandles(ref, start, bytes, handles) {
      const all = [
        ...this.handlesIn(ref).filter(({ offset }) => offset < start || offset >= start + bytes),
        ...handles,
      ]
      if (typeof ref === 'object' && ref !== null) writtenInto.set(ref, all)
      else if (isAddress(ref) && all.length > 0) keep(written, BigInt(ref), all)
      else if (isAddress(ref)) written.delete(BigInt(ref))
    },
    forget(ref) {
      this.noteHandles(ref, 0, Number.POSITIVE_INFINITY, [])
      if (isAddress(ref)) byAddress.delete(BigInt(ref))
    },
    handlesIn(ref) {
      if (typeof ref === 'object' && ref !== null) return writtenInto.get(ref) ?? []
      return isAddress(ref) ? (written.get(BigInt(ref)) ?? []) : []
    },
  }
}

function isAddress(value: unknown): value is Scalar {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

function keep<V>(map: Map<bigint, V>, key: bigint, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > limit) map.delete(map.keys().next().value ?? key)
}
