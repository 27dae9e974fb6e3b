import { join } from 'node:path'
import type lockfile from 'proper-lockfile'
import { openFolder } from './cache.ts'
import { errorCodeOf } from './problem.ts'

/** A lock not refreshed for this long belongs to a run that was killed. Milliseconds. */
const staleMs = 10_000
const touchEveryMs = 2_000
const askEveryMs = 100

/**
 * Runs `work` while no other process on this cache runs work of the same name.
 *
 * `waiting` is called once when another run has the lock. A lock left by a killed run is taken over after ten
 * seconds.
 */
export async function withLock<T>(
  cache: string,
  name: string,
  waiting: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const locks = await openFolder(cache, 'locks')
  const release = await acquire(join(locks, name), waiting)
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
