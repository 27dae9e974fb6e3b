/** A number as koffi shows integers and pointers. */
export type Scalar = number | bigint

/**
 * Upper half of every handle that the guard returns. 21 bits, so that a tagged handle is still an integer below
 * 2^53, and programs that received a number still do. No program can have an address with this upper half.
 */
export const mark = 0x1afe0d

const half = 2 ** 32
const base = mark * half
const bigBase = BigInt(base)
const bigHalf = BigInt(half)

/** The state of a handle, by its number: unknown, returned with a tag, also known untagged to the program, closed. */
const states = { none: 0, followed: 1, plain: 2, closed: 3 } as const

/** Handles up to 4 MiB are followed; Windows assigns them from 4 upwards in steps of 4. */
const statesBytes = 1 << 20

/** Memory for the states of all handles of a process; shared, because handles belong to the process and not to a thread. */
export function makeStates(): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(statesBytes))
}

/** The tags on kernel handles. All threads of a process use the same tags. */
export interface Tags {
  /** The handle with its tag, as number or bigint like the handle; undefined for a value that is not a kernel handle. */
  put(handle: Scalar): Scalar | undefined
  /** The plain handle in a value that carries a tag; undefined in all other values. As number or bigint like the value. */
  take(value: Scalar): Scalar | undefined
  /** Whether this plain value is a handle that the program should only know with its tag. */
  isFollowed(value: Scalar): boolean
  /** Whether this plain value was tagged and the handle is not closed. */
  isOpen(value: Scalar): boolean
  /** The program has learned the plain value in a legitimate way, so it may pass it. */
  expose(plain: Scalar): void
  close(plain: Scalar): void
  /** The number of handles tagged by this thread so far. */
  count(): number
}

/** Adds and removes tags by the states of the handles. */
export function makeTags(known: Uint8Array): Tags {
  let count = 0
  const stateAt = (low: number): number => known[low >>> 2] ?? states.none
  const lowOf = (value: Scalar): number => {
    if (typeof value === 'number')
      return value > 0 && value < half && Number.isInteger(value) ? value : 0
    return value > 0n && value < bigHalf ? Number(value) : 0
  }
  const set = (plain: Scalar, state: number): void => {
    const low = lowOf(plain)
    if (stateAt(low) !== states.none) known[low >>> 2] = state
  }
  return {
    put(handle) {
      const low = lowOf(handle)
      // The low two bits of a kernel handle are 0. Console handles before Windows 8 have them set, and are not kernel handles.
      if (low === 0 || (low & 3) !== 0 || low >>> 2 >= known.length) return undefined
      const state = stateAt(low)
      if (state === states.none || state === states.closed) {
        known[low >>> 2] = states.followed
        count += 1
      }
      return typeof handle === 'number' ? base + low : bigBase + BigInt(low)
    },
    take(value) {
      if (typeof value === 'number') {
        const low = value - base
        return low > 0 && low < half && Number.isInteger(low) && stateAt(low) !== states.none
          ? low
          : undefined
      }
      const low = BigInt.asUintN(64, value) - bigBase
      return low > 0n && low < bigHalf && stateAt(Number(low)) !== states.none ? low : undefined
    },
    isFollowed: value => stateAt(lowOf(value)) === states.followed,
    isOpen: value => [states.followed, states.plain].includes(stateAt(lowOf(value)) as 1),
    expose(plain) {
      set(plain, states.plain)
    },
    close(plain) {
      set(plain, states.closed)
    },
    count: () => count,
  }
}
