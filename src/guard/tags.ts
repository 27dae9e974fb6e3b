/** A number as koffi shows integers and pointers. */
export type Scalar = number | bigint

/**
 * Upper half of every handle that the guard hands out. 21 bits, so that a tagged handle still is a whole number below
 * 2^53 and koffi's users go on seeing a number where they saw one; as an address it is none that a program can have.
 */
export const mark = 0x1afe0d

const half = 2 ** 32
const base = mark * half
const bigBase = BigInt(base)
const bigHalf = BigInt(half)

/** What is known of a handle, by its number: nothing, given out with a tag, also seen plain by the program, closed. */
const states = { none: 0, followed: 1, plain: 2, closed: 3 } as const

/** Handles up to 4 MiB are followed; Windows counts them up from 4 in steps of 4. */
const statesBytes = 1 << 20

/** Memory for the states of all handles of a process; shared, since handles are those of the process and not of a thread. */
export function makeStates(): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(statesBytes))
}

/** The tags on kernel handles. A value of another thread's guard is the same value here. */
export interface Tags {
  /** The handle with its tag, as number or bigint like the handle; undefined for what is no handle of the kernel. */
  put(handle: Scalar): Scalar | undefined
  /** The plain handle in a value that carries a tag; undefined in all other values. As number or bigint like the value. */
  take(value: Scalar): Scalar | undefined
  /** Whether this plain value is a handle that the program should know with its tag alone. */
  isFollowed(value: Scalar): boolean
  /** Whether a tag was put on this plain value and the handle is not closed. */
  isOpen(value: Scalar): boolean
  /** The program has come to know the plain value in a way that is right, so that it may pass it. */
  expose(plain: Scalar): void
  close(plain: Scalar): void
  /** Handles that a tag was put on so far, by this thread. */
  count(): number
}

/** Puts and takes tags by the states of the handles. */
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
      // The lowest two bits of a kernel handle are 0; console handles before Windows 8 have them and are none.
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
