import { join } from 'node:path'
import type lockfile from 'proper-lockfile'
import { openFolder } from './cache.ts'
import { errorCodeOf } from './problem.ts'

/** A lock not refreshed for this long belongs to a run that was killed. Milliseconds. */
const staleMs = 10_000
const touchEveryMs = 2_000
const askEveryMs = 100

/** Work under way in this process or waiting for it, by lock: the last one for each. */
const queued = new Map<string, Promise<unknown>>()

/**
 * Runs `work` while no other work with the same name uses this cache, in this process or another.
 *
 * `waiting` is called once when another process has the lock. A lock left by a killed run is taken over
 * after ten seconds.
 */
export async function withLock<T>(
  cache: string,
  name: string,
  waiting: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const file = join(await openFolder(cache, 'locks'), name)
  const before = queued.get(file)
  const own = (before ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => holding(file, waiting, work))
  queued.set(file, own)
  try {
    return await own
  } finally {
    if (queued.get(file) === own) queued.delete(file)
  }
}

async function holding<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  const release = await acquire(file, waiting)
  try {
    return await work()
  } finally {
    await release().catch(() => {})
  }
}

async function acquire(file: string, waiting: () => void): Promise<() => Promise<void>> {
  // Loaded late, because it installs signal handlers, and a process with a handler does not react to a signal while it computes.
  const { lock } = (await import('proper-lockfile')).default
  const options: lockfile.LockOptions = {
    realpath: false,
    stale: staleMs,
    update: touchEveryMs,
    // The lock is lost only when this process was suspended for longer than `staleMs`. What is made under a lock
    // is renamed into place or has a completion mark, so two runs at once cost only time.
    onCompromised: () => {},
  }
  try {
    return await lock(file, options)
  } catch (error) {
    if (errorCodeOf(error) !== 'ELOCKED') throw error
  }
  waiting()
  return lock(file, {
    ...options,
    retries: { forever: true, factor: 1, minTimeout: askEveryMs, maxTimeout: askEveryMs },
  })
}
