const tickMs = 100
/** A tick much later than planned means that this process was suspended. Milliseconds. */
const longestTickMs = 500

/**
 * Calls `act` once this process has been running for `limitMs`. Time in which it or the machine was suspended does
 * not count, because the awaited process did not run either. `clock` returns milliseconds. Returns a function that
 * cancels the call.
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
