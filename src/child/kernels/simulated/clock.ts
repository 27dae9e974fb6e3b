import { Death } from '../death.ts'

/** Something that happens while the program waits: bytes on the wire, a timeout. */
export interface Activity {
  /** Does what is due. Returns the clock time of the next action in milliseconds, `Infinity` for never. */
  advance(): number
}

/** Smallest step of the clock, used where an activity is due but not finished. Milliseconds. */
const shortest = 0.001

/** Simulated time, and everything that happens as it passes. Waiting takes no real time: the clock is advanced instead. */
export interface Clock {
  /** Milliseconds; monotonic. */
  now(): number
  join(activity: Activity): void
  leave(activity: Activity): void
  /** Runs every activity that is due. */
  advance(): void
  /** Milliseconds until the next activity; `Infinity` where there is none. */
  untilNext(): number
  /**
   * Waits until `done`, for at most `limitMs`, and returns whether it is done. Throws Death where the limit is
   * `Infinity` and no activity is left.
   */
  waitFor(done: () => boolean, limitMs: number): boolean
}

/** A clock without activities. */
export function createClock(): Clock {
  const activities = new Set<Activity>()
  // Independent of real time, so that a busy machine cannot end a wait.
  let put = 0
  const now = (): number => put
  const advance = (): number =>
    Math.min(Infinity, ...[...activities].map(activity => activity.advance()))
  return {
    now,
    join(activity) {
      activities.add(activity)
    },
    leave(activity) {
      activities.delete(activity)
    },
    advance() {
      advance()
    },
    untilNext: () => advance() - now(),
    waitFor(done, limitMs) {
      const deadline = now() + limitMs
      for (;;) {
        const next = advance()
        if (done()) return true
        const left = Math.min(next, deadline) - now()
        if (now() >= deadline) return false
        if (left === Infinity) throw new Death('waits-for-ever', 0)
        put += Math.max(left, shortest)
      }
    },
  }
}
