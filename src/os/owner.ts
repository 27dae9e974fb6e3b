import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
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

/** Where a process has the number that it has. */
export interface ProcessPlace {
  /** Name of this computer or container, and what it is known by (machine-id(5)). Letters, digits and hyphens. */
  readonly machine: string
  /** Of the time since it was started (/proc/sys/kernel/random/boot_id): eight hexadecimal digits. */
  readonly boot: string
  /** The namespace of process numbers (pid_namespaces(7)); 0 where there are none. */
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

/** The place of this process: another one with the same number may be another process. */
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

/** What the name of a file or folder says of the process that made it. */
export interface Owner extends ProcessPlace {
  readonly pid: number
  readonly started: string
}

/** This process in words that a name of a file can hold: its place, number and start. */
export function ownerWords(): string {
  const { machine, boot, processes } = ownPlace()
  return [machine, boot, processes, process.pid, startOf(process.pid) ?? ''].join('-')
}

/** Reads `ownerWords()`; undefined for other words. */
export function parseOwner(words: string): Owner | undefined {
  const [, machine, boot, processes, pid, started = ''] =
    /^([a-z0-9-]*)-([0-9a-f]{8})-(\d+)-(\d+)-(\d*)$/.exec(words) ?? []
  if (machine === undefined || boot === undefined || processes === undefined) return undefined
  return { machine, boot, processes, pid: Number(pid), started }
}

/** Whether a process is known to have ended. Of another machine or namespace nobody here knows what runs in it. */
export function isGone({ machine, boot, processes, pid, started }: Owner): boolean {
  const own = ownPlace()
  if (machine !== own.machine) return false
  // What ran before the last start of this machine is gone.
  return boot !== own.boot || (processes === own.processes && !isRunning(pid, started))
}
