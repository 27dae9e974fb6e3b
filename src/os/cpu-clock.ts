/** Milliseconds of processor time that this process has used: unlike a clock on the wall, none of it is spent waiting for other processes. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
