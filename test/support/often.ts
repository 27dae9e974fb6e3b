import process from 'node:process'

/** Whether this run of the tests writes what it finds to a record: `HANDLE_WIDTH_RECORD` lists `faults` or `fuzz`. */
export function isRecording(what: 'faults' | 'fuzz'): boolean {
  return (process.env['HANDLE_WIDTH_RECORD'] ?? '').split(/[\s,]+/).includes(what)
}

/** How often a fault is provoked, or where: `full` for the table in docs/faults.md, `inCi` in all other runs of the tests. */
export function often<T>(full: T, inCi: T): T {
  return isRecording('faults') ? full : inCi
}
