/** Runs tasks that share a key one after the other. */
export interface Exclusive {
  /** Without a key the task starts at once. */
  run<Result>(key: string | undefined, work: () => Promise<Result>): Promise<Result>
}

/** A serial port can be open only once at a time, so children that use the same one have to wait for each other. */
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
