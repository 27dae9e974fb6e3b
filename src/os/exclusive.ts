/** Runs work so that what shares a key comes one after the other. */
export interface Exclusive {
  /** Without a key nothing is waited for. */
  run<Result>(key: string | undefined, work: () => Promise<Result>): Promise<Result>
}

/** A serial port is open once at a time: children that use the same one have to wait for each other. */
export function createExclusive(): Exclusive {
  const last = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      if (key === undefined) return work()
      const next = (last.get(key) ?? Promise.resolve()).then(work, work)
      last.set(key, next)
      return next
    },
  }
}
