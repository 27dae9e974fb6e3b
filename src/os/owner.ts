import { readFileSync } from 'node:fs'
import process from 'node:process'
import { hasProc } from './processes.ts'

/**
 * When a process began, in clock ticks since boot: field 22 of /proc/PID/stat (proc_pid_stat(5)). With its
 * number it names a process for good, since a later one with the same number began at another time.
 * Null when there is no such process, '' where there is no /proc.
 */
export function startOf(pid: number): string | null {
  try {
    return fieldsOf(pid)[19] ?? null
  } catch {
    return !hasProc && signalReaches(pid) ? '' : null
  }
}

/** Fields of /proc/PID/stat from the third on. */
function fieldsOf(pid: number): readonly string[] {
  if (!hasProc) throw new Error('There is no /proc')
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in brackets and may itself hold blanks and brackets.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/**
 * Whether the first thread of a process has ended and others keep it from ending: what is left of a
 * program under Wine whose wineserver was killed. Also true for a moment of every process that ends.
 */
export function hasOnlyThreadsLeft(pid: number): boolean {
  try {
    return fieldsOf(pid)[0] === 'Z'
  } catch {
    return false
  }
}

function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // There is one, and it is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the process that had this number and this start is still there. */
export function isRunning(pid: number, started: string): boolean {
  return startOf(pid) === started
}
