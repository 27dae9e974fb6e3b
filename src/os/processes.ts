import { existsSync, readFileSync, readdirSync } from 'node:fs'
import process from 'node:process'

/**
 * Whether /proc describes the processes of this system. A Windows program under Wine sees the /proc of Linux on
 * its drive Z:, where process numbers differ from its own.
 */
export const hasProc = process.platform === 'linux' && existsSync('/proc/self/stat')

/** The numbers of all processes of this machine; empty where there is no /proc. */
export function processNumbers(): number[] {
  return (hasProc ? list('/proc') : []).filter(name => /^\d+$/.test(name)).map(Number)
}

/**
 * The command line, environment (both with a NUL after each item) or name of a running process
 * (proc_pid_cmdline(5), proc_pid_environ(5), proc_pid_comm(5)). '' where it cannot be read: the process has ended,
 * belongs to another user, or there is no /proc.
 *
 * Once the main thread of a process has ended, the files of the process are empty even if other threads run; those
 * of its threads are not.
 */
export function readProcessFile(pid: number, name: 'cmdline' | 'comm' | 'environ'): string {
  if (!hasProc) return ''
  return (
    read(`/proc/${pid}/${name}`) ||
    list(`/proc/${pid}/task`).reduce(
      (found, thread) => found || read(`/proc/${pid}/task/${thread}/${name}`),
      '',
    )
  )
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
