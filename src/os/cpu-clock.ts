/** Reading the CPU time costs more than reading the clock, so it is read at most this often. Milliseconds. */
const askEvery = 10
let [asked, known] = [-Infinity, 0]

/** CPU time of this process in milliseconds, without time spent waiting for other processes; up to 10 ms old. */
export function cpuMs(): number {
  const now = performance.now()
  if (now - asked > askEvery) {
    const { user, system } = process.cpuUsage()
    asked = now
    known = (user + system) / 1000
  }
  return known
}
