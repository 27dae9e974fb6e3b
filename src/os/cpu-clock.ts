/** Asking the system costs more than a clock on the wall does, so it is asked no more often than this. Milliseconds. */
const askEvery = 10
let [asked, known] = [-Infinity, 0]

/** Milliseconds of processor time that this process has used, none of them spent waiting for other processes; up to 10 ms old. */
export function cpuMs(): number {
  const now = performance.now()
  if (now - asked > askEvery) {
    const { user, system } = process.cpuUsage()
    asked = now
    known = (user + system) / 1000
  }
  return known
}
