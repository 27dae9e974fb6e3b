import {
  execFile,
  spawn,
  spawnSync,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { atExit } from './at-exit.ts'
import { endingWithParent, programOf } from './end-with-parent.ts'
import { passedEnvironment } from './environment.ts'
import { noteChild } from './temporary.ts'

/**
 * The only place where other programs are started. Never through a shell: a file, and arguments passed as they
 * are.
 */

/** How a process ended. `exitCode` is null when a signal ended it or it never started. */
export interface Exit {
  readonly exitCode: number | null
  /** For example `SIGKILL`; null when the process ended by itself. */
  readonly signal: string | null
  /** The system's reason when the program could not be started at all (`ENOENT`, `EACCES`); null otherwise. */
  readonly startError: string | null
}

/** A finished tool and its output. */
export interface ToolResult extends Exit {
  readonly stdout: string
  readonly stderr: string
  /** True when this process ended the tool because `timeoutMs` had passed. */
  readonly timedOut: boolean
}

/** Settings of `runTool`. */
export interface ToolOptions {
  readonly cwd?: string
  /** Added to the inherited part of the environment. */
  readonly environment?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
  /** Is ended when this process is killed. Linux; not for what has to come to its end, such as an installation. */
  readonly endsWithParent?: true
}

/** Options of `startChild`. Nothing is inherited from this process. */
export interface ChildOptions {
  readonly file: string
  readonly arguments: readonly string[]
  /** The whole environment of the child. */
  readonly environment: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Overwritten. A file, because programs under Wine cannot write to a Unix pipe. */
  readonly stdoutFile: string
  /** Overwritten; may be the same file as `stdoutFile`. */
  readonly stderrFile: string
  /** Not ended when this process exits. */
  readonly outlives?: true
}

/** A child that was started, and may have ended since. */
export interface Child {
  /** Null when it could not be started. */
  readonly pid: number | null
  /** Never rejects. */
  readonly exited: Promise<Exit>
  /** Ends the child and everything it started, and waits for its exit. Idempotent. */
  kill(): Promise<Exit>
}

const isWindows = process.platform === 'win32'
const outputLimitBytes = 16 * 1024 * 1024

/** Runs a program to its end and returns its output. Never rejects: a failure is in the result. */
export function runTool(
  file: string,
  toolArguments: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const settings = {
    env: { ...passedEnvironment(), ...options.environment },
    killSignal: 'SIGKILL',
    maxBuffer: outputLimitBytes,
    windowsHide: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  } as const
  const [program, words] =
    options.endsWithParent === true
      ? endingWithParent(programOf(file, settings.env), toolArguments)
      : [file, toolArguments]
  return new Promise(resolve => {
    const child = execFile(program, words, settings, (error, stdout, stderr) => {
      resolve({
        exitCode: child.exitCode !== null && child.exitCode >= 0 ? child.exitCode : null,
        signal: child.signalCode,
        startError: child.pid === undefined ? String(error?.code ?? 'unknown') : null,
        stdout: stdout.replace(lastNewline, ''),
        stderr: stderr.replace(lastNewline, ''),
        // Node also kills a tool with too much output, but then sets an error code.
        timedOut: error?.killed === true && error.code === null,
      })
    })
    child.stdin?.end()
  })
}

const lastNewline = /\r?\n$/

const running = new Set<number>()
/** Children that end with this process, each with the function that cancels this. */
const tied = new Map<number, () => void>()

/** Starts a program as leader of its own process group, with its output going to files. Never throws. */
export function startChild(options: ChildOptions): Child {
  const stdout = openSync(options.stdoutFile, 'w')
  const stderr =
    options.stderrFile === options.stdoutFile ? stdout : openSync(options.stderrFile, 'w')
  const [file, childArguments] = options.outlives
    ? [options.file, options.arguments]
    : endingWithParent(options.file, options.arguments)
  const settings: SpawnOptions = {
    // On Windows `detached` would open a console window, and taskkill finds the process tree anyway.
    detached: !isWindows,
    env: options.environment,
    stdio: ['ignore', stdout, stderr],
    windowsHide: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  }
  const { pid, ended } = begin(file, childArguments, settings)
  closeSync(stdout)
  if (stderr !== stdout) closeSync(stderr)
  return follow(pid, ended, options.outlives === true)
}

/**
 * Options of `startUntrusted`. The child reads its order from standard input and writes its records to descriptor
 * 3; its other output is discarded.
 */
export interface UntrustedOptions {
  readonly file: string
  readonly arguments: readonly string[]
  /** The whole environment of the child. */
  readonly environment: Readonly<Record<string, string>>
  readonly cwd: string
  readonly input: string
  /** Called once it has started and before it receives its order. If this returns false, it receives none and is killed. */
  begun(pid: number): boolean
  /** Called with each piece of its records. */
  take(piece: Buffer): void
}

/** A child that runs untrusted code. */
export interface UntrustedChild extends Child {
  /** Settles when every process that held descriptor 3 has closed it. Never rejects. */
  readonly closed: Promise<void>
  /** Stops reading, even if another process still holds the descriptor. Idempotent. */
  stopReading(): void
}

/** Starts a program that runs untrusted code. Never throws. */
export function startUntrusted(options: UntrustedOptions): UntrustedChild {
  const [file, words] = endingWithParent(options.file, options.arguments)
  const { pid, ended, subprocess } = begin(file, words, {
    detached: !isWindows,
    env: options.environment,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
    cwd: options.cwd,
  })
  const records = subprocess?.stdio[3]
  const closed = new Promise<void>(resolve => {
    if (!(records instanceof Readable)) return resolve()
    records.on('data', (piece: Buffer) => {
      options.take(piece)
    })
    records.once('close', resolve)
    records.on('error', () => undefined)
  })
  // It may exit, or close its input, before it has read its order.
  subprocess?.stdin?.on('error', () => undefined)
  const child = follow(pid, ended, false)
  if (pid === null || options.begun(pid)) subprocess?.stdin?.end(options.input)
  else void child.kill()
  return {
    ...child,
    closed,
    stopReading() {
      if (records instanceof Readable) records.destroy()
    },
  }
}

/** Tracks a started child until it has ended. */
function follow(pid: number | null, ended: Promise<Exit>, outlives: boolean): Child {
  if (pid !== null) {
    running.add(pid)
    if (!outlives) {
      tied.set(
        pid,
        atExit(() => {
          killTree(pid)
        }),
      )
      noteChild(pid)
    }
  }
  const exited = ended.then(exit => {
    if (pid !== null) {
      running.delete(pid)
      tied.get(pid)?.()
      tied.delete(pid)
    }
    return exit
  })
  return {
    pid,
    exited,
    kill() {
      if (pid !== null && running.has(pid)) killTree(pid)
      return exited
    },
  }
}

/** Starts a program whose output goes to descriptors. Never throws; `ended` never rejects. */
function begin(
  file: string,
  words: readonly string[],
  settings: SpawnOptions,
): {
  readonly pid: number | null
  readonly ended: Promise<Exit>
  readonly subprocess?: ChildProcess
} {
  try {
    const subprocess = spawn(file, words, settings)
    const ended = new Promise<Exit>(resolve => {
      subprocess.once('error', error => {
        if (subprocess.pid === undefined) resolve(notStarted(error))
      })
      subprocess.once('exit', (exitCode, signal) => {
        resolve({ exitCode, signal, startError: null })
      })
    })
    return { pid: subprocess.pid ?? null, ended, subprocess }
  } catch (error) {
    // Node throws where the arguments cannot be passed at all: they contain a NUL character, or are too long.
    return { pid: null, ended: Promise.resolve(notStarted(error)) }
  }
}

function notStarted(error: unknown): Exit {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return { exitCode: null, signal: null, startError: code }
}

function killTree(pid: number): void {
  if (isWindows) return killWindowsTree(pid)
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group ended in the meantime.
  }
}

/** Wine's taskkill does not support /T. As a fallback, the process itself is ended (TerminateProcess). */
function killWindowsTree(pid: number): void {
  const taskkill = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe')
  const { status } = spawnSync(taskkill, ['/PID', String(pid), '/T', '/F'], {
    stdio: 'ignore',
    windowsHide: true,
  })
  if (status === 0) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself, which is why taskkill did not find it.
  }
}
