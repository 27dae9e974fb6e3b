import { closeSync, constants, openSync } from 'node:fs'
import { getSystemErrorName } from 'node:util'
import { koffi } from '../../os/koffi.ts'

/** Both ends of a pseudo terminal, as file descriptors of this process that children do not inherit. */
export interface Terminal {
  /** What the far end reads and writes; non-blocking. */
  readonly master: number
  /** Held open so that the terminal outlives the children that open and close its other end. */
  readonly slave: number
  /** The path under which a child opens the terminal, for example `/dev/pts/7`. */
  readonly path: string
  /** The settings made at opening: raw, 8 bits, no flow control. A `struct termios`, opaque here. */
  readonly settings: Buffer
}

/** Larger than `struct termios` on every system: 60 bytes on Linux, 72 on macOS. */
const termiosBytes = 256
const now = 0 // TCSANOW
const bothQueues = process.platform === 'darwin' ? 3 : 2 // TCIOFLUSH
const resumeOutput = process.platform === 'darwin' ? 2 : 1 // TCOON

/**
 * Makes a raw pseudo terminal. Linux; macOS has the same calls but has not been measured.
 *
 * @throws an Error of one sentence where the system has no pseudo terminals to give.
 */
export function openTerminal(): Terminal {
  const opened: number[] = []
  try {
    // Node opens every file with O_CLOEXEC. posix_openpt would need a constant whose value differs by system.
    const master = openSync(
      '/dev/ptmx',
      constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK,
    )
    opened.push(master)
    const path = unlockSlave(master)
    const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
    opened.push(slave)
    return { master, slave, path, settings: makeRaw(slave) }
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor)
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `Cannot make a pseudo terminal as a loopback port: ${reason}; ${remedyFor(reason)}.`,
    )
  }
}

/** Empties the queues of both ends, lets stopped output go on and restores the settings made at opening. */
export function resetTerminal({ master, slave, settings }: Terminal): void {
  const libc = loadLibc()
  // Flushing one end also stops data on its way to that end, so the slave is flushed again after the master.
  for (const end of [slave, master, slave]) check('tcflush', libc.tcflush(end, bothQueues))
  check('tcflow', libc.tcflow(slave, resumeOutput))
  check('tcsetattr', libc.tcsetattr(slave, now, settings))
}

function unlockSlave(master: number): string {
  const libc = loadLibc()
  check('grantpt', libc.grantpt(master))
  check('unlockpt', libc.unlockpt(master))
  const name = Buffer.alloc(128)
  const failure = libc.ptsname_r(master, name, name.length)
  if (failure !== 0)
    throw new Error(`ptsname_r failed with ${getSystemErrorName(-Math.abs(failure))}`)
  return name.toString('latin1', 0, name.indexOf(0))
}

function makeRaw(slave: number): Buffer {
  const libc = loadLibc()
  const settings = Buffer.alloc(termiosBytes)
  check('tcgetattr', libc.tcgetattr(slave, settings))
  libc.cfmakeraw(settings)
  check('tcsetattr', libc.tcsetattr(slave, now, settings))
  return settings
}

function check(name: string, result: number): void {
  if (result !== 0) throw new Error(`${name} failed with ${getSystemErrorName(-koffi.errno())}`)
}

function remedyFor(reason: string): string {
  if (process.platform === 'win32') return 'Windows has none, name a COM port instead'
  if (/EMFILE|ENFILE/.test(reason))
    return 'raise the limit of open files (ulimit -n) or run fewer jobs at once'
  if (/ENOSPC|EAGAIN/.test(reason)) return 'raise the number of terminals (sysctl kernel.pty.max)'
  return 'mount the terminals (mount -t devpts devpts /dev/pts) and make /dev/ptmx point to /dev/pts/ptmx'
}

interface Libc {
  grantpt(fd: number): number
  unlockpt(fd: number): number
  ptsname_r(fd: number, name: Buffer, length: number): number
  tcgetattr(fd: number, settings: Buffer): number
  cfmakeraw(settings: Buffer): void
  tcsetattr(fd: number, when: number, settings: Buffer): number
  tcflush(fd: number, queue: number): number
  tcflow(fd: number, action: number): number
}

let libc: Libc | undefined

/** The C library that Node itself uses. Loaded on first use, so that Windows never looks for it. */
function loadLibc(): Libc {
  return (libc ??= bindLibc())
}

function bindLibc(): Libc {
  const library = koffi.load(null)
  return {
    grantpt: library.func('grantpt', 'int', ['int']),
    unlockpt: library.func('unlockpt', 'int', ['int']),
    ptsname_r: library.func('ptsname_r', 'int', ['int', 'void *', 'size_t']),
    tcgetattr: library.func('tcgetattr', 'int', ['int', 'void *']),
    cfmakeraw: library.func('cfmakeraw', 'void', ['void *']),
    tcsetattr: library.func('tcsetattr', 'int', ['int', 'int', 'void *']),
    tcflush: library.func('tcflush', 'int', ['int', 'int']),
    tcflow: library.func('tcflow', 'int', ['int', 'int']),
  }
}
