import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import process from 'node:process'
import { hasProc } from './processes.ts'

/**
 * When a process began, in clock ticks since boot: field 22 of /proc/PID/stat (proc_pid_stat(5)). Together with
 * its number it identifies a process, since a later one with the same number began at another time. Null when
 * there is no such process, '' where there is no /proc.
 */
export function startOf(pid: number): string | null {
  try {
    return fieldsOf(pid)[19] ?? null
  } catch {
    return !hasProc && signalReaches(pid) ? '' : null
  }
}

/** Fields of /proc/PID/stat, from the third on. */
function fieldsOf(pid: number): readonly string[] {
  if (!hasProc) throw new Error('There is no /proc')
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses, which may itself contain blanks and parentheses.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/**
 * Whether the main thread of a process has ended while others are still running: the state of a program under Wine
 * whose wineserver was killed. Briefly also true of any process that exits.
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
    // EPERM: it exists, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the process with this number and start time is still running. */
export function isRunning(pid: number, started: string): boolean {
  return startOf(pid) === started
}

/** Identifies the scope in which a process number is valid. */
export interface ProcessPlace {
  /** Name of this computer or container, and its machine-id(5). Letters, digits and hyphens. */
  readonly machine: string
  /** From /proc/sys/kernel/random/boot_id, which changes with every boot: eight hexadecimal digits. */
  readonly boot: string
  /** The PID namespace (pid_namespaces(7)); 0 where there are none. */
  readonly processes: string
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function namespaceNumber(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

let place: ProcessPlace | undefined

/** The scope of this process: outside of it, the same number may belong to another process. */
export function ownPlace(): ProcessPlace {
  place ??= {
    machine: `${hostname()}-${firstLine('/etc/machine-id').slice(0, 8)}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(-40),
    boot: (hasProc ? firstLine('/proc/sys/kernel/random/boot_id') : '').slice(0, 8) || '00000000',
    processes: hasProc ? namespaceNumber() : '0',
  }
  return place
}

/** The process that made a file or folder, as read from its name. */
export interface Owner extends ProcessPlace {
  readonly pid: number
  readonly started: string
}

/** This process in a form that fits into a file name: its scope, number and start time. */
export function ownerWords(): string {
  const { machine, boot, processes } = ownPlace()
  return [machine, boot, processes, process.pid, startOf(process.pid) ?? ''].join('-')
}

/** Parses `ownerWords()`; undefined for any other text. */
export function parseOwner(words: string): Owner | undefined {
  const [, machine, boot, processes, pid, started = ''] =
    /^([a-z0-9-]*)-([0-9a-f]{8})-(\d+)-(\d+)-(\d*)$/.exec(words) ?? []
  if (machine === undefined || boot === undefined || processes === undefined) return undefined
  return { machine, boot, processes, pid: Number(pid), started }
}

/** Whether a process is known to have ended. The processes of another machine or namespace cannot be seen from here. */
export function isGone({ machine, boot, processes, pid, started }: Owner): boolean {
  const own = ownPlace()
  if (machine !== own.machine) return false
  // Processes from before the last boot have ended.
  return boot !== own.boot || (processes === own.processes && !isRunning(pid, started))
}
