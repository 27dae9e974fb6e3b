const tickMs = 100
/** A tick that came much later than planned means that this process was not running. */
const longestTickMs = 500

/**
 * Calls `act` once this process has been running for `limitMs`. Time in which it was stopped or the machine
 * asleep does not count: whoever is waited for did not run either. `clock` gives milliseconds. Gives what calls it off.
 */
export function afterAwake(
  limitMs: number,
  act: () => void,
  clock: () => number = () => performance.now(),
): () => void {
  let awakeMs = 0
  let last = clock()
  const timer = setInterval(() => {
    const now = clock()
    awakeMs += Math.min(now - last, longestTickMs)
    last = now
    if (awakeMs < limitMs) return
    clearInterval(timer)
    act()
  }, tickMs)
  return () => {
    clearInterval(timer)
  }
}
