import { Death } from '../death.ts'

/** Something that goes on while the program waits: bytes on the wire, a time-out. */
export interface Activity {
  /** Does what is due. Returns when there is something to do again: milliseconds of the clock, `Infinity` for never. */
  advance(): number
}

/** A step of the clock where something says that it is due and is not done yet. Milliseconds. */
const shortest = 0.001

/** Time, and everything that happens as it passes. Waiting costs nothing: the clock is put forward instead. */
export interface Clock {
  /** Milliseconds; monotonic. */
  now(): number
  join(activity: Activity): void
  leave(activity: Activity): void
  /** Lets everything that is due happen. */
  advance(): void
  /** Milliseconds until something happens by itself; `Infinity` where nothing will. */
  untilNext(): number
  /** Waits until `done` or for `limitMs`; throws Death where the limit is `Infinity` and nothing happens any more. Returns whether it is done. */
  waitFor(done: () => boolean, limitMs: number): boolean
}

/** A clock with nothing going on yet. */
export function createClock(): Clock {
  const activities = new Set<Activity>()
  // The time of the machine it runs on does not count: a busy one must not end a wait.
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
