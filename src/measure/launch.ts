import { mkdir, open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { ChildCommand, Ready } from '../lanes/engines/engine.ts'
import { ProvisionProblem } from '../lanes/provision/problem.ts'
import type { Plan } from '../program/plan.ts'
import { packPlans } from '../program/plan-list.ts'
import { cannotWriteJournal, type JournalLine } from '../result/observation.ts'
import { callUnderWay, fold, type ChildEnd, type Folded } from './fold.ts'
import { callLimitMs } from './limits.ts'
import { hasOnlyThreadsLeft } from '../os/owner.ts'
import { ownModule } from '../os/own-module.ts'
import { startChild, type Child, type Exit } from '../os/spawn.ts'
import { makeJournal, type JournalTail } from './tail-journal.ts'

/** Time limit from the start of a process to its first line, and from the end of one call to the start of the next. Milliseconds. */
const startLimitMs = 30_000
const pollMs = 100
/** A poll that is much later than planned means that this process was suspended; that time does not count. */
const longestPollMs = 500
/** During a pause this long, waits of the child may have timed out because the peer at the far end of its wire did not run either. */
const minSuspensionMs = 2000
/**
 * How long a process may consist of threads other than its main one. Normal briefly during process exit, a hang
 * beyond that. Milliseconds.
 */
const threadsLeftLimitMs = 250
/** The most that a child may print. Bytes. */
const longestOutput = 64 * 1024 * 1024
const tailBytes = 4096

/** Progress events of a running child. */
export interface Watch {
  /** The process was started. */
  started?(): void
  /** A step of a plan began. */
  began?(plan: string, step: string): void
}

/** By how much all time limits grow on an emulated CPU. */
const emulatedFactor = 4

interface Limits {
  /** The factor for time limits; 1 on a real CPU. */
  readonly factor: number
  readonly stepMs: ReadonlyMap<string, number>
}

function limitsOf(plans: readonly Plan[], { emulatedCpu }: Pick<Ready, 'emulatedCpu'>): Limits {
  return {
    factor: emulatedCpu === undefined ? 1 : emulatedFactor,
    stepMs: new Map(
      plans.flatMap(plan =>
        plan.steps.map(step => [
          step.id,
          callLimitMs + (step.waitMs ?? 0) + (step.until?.withinMs ?? 0),
        ]),
      ),
    ),
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds)
  })
}

function report(lines: readonly JournalLine[], watch: Watch): void {
  const call = callUnderWay(lines)
  const plan = lines.findLast(line => line.at === 'plan')
  if (call && plan?.at === 'plan') watch.began?.(plan.plan, call.step)
}

/** Why the parent ended a child: a call took too long, or the process was already damaged beyond use. */
type Ended = { readonly kind: 'too-slow'; readonly limitMs: number } | { readonly kind: 'broken' }

async function isFlooded(journal: JournalTail, output: string): Promise<boolean> {
  if (journal.flooded) return true
  const { size } = await stat(output).catch(() => ({ size: 0 }))
  return size > longestOutput
}

function busyMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

/** Plans that were in progress at any moment since the journal had `seen` lines. */
function plansSince(lines: readonly JournalLine[], seen: number): string[] {
  const first = lines.slice(0, seen).findLastIndex(({ at }) => at === 'plan')
  return lines.slice(Math.max(0, first)).flatMap(line => (line.at === 'plan' ? [line.plan] : []))
}

/**
 * Measures the time between two polls. Time in which this process was suspended counts as one long poll and is
 * reported, because waits of the child may then have timed out before its peer could answer.
 */
function makeStopwatch(): () => { readonly passedMs: number; readonly wasSuspended: boolean } {
  let last = performance.now()
  let busy = process.cpuUsage()
  return () => {
    const now = performance.now()
    const sinceLast = now - last
    const wasSuspended = sinceLast - busyMs(process.cpuUsage(busy)) > minSuspensionMs
    busy = process.cpuUsage()
    last = now
    return { passedMs: Math.min(sinceLast, longestPollMs), wasSuspended }
  }
}

/** How long a child may be silent at the current end of its journal. Milliseconds. */
function silenceLimit(journal: JournalTail, limits: Limits): number {
  const call = callUnderWay(journal.lines)
  const own = call ? (limits.stepMs.get(call.step) ?? callLimitMs) : startLimitMs
  return own * limits.factor
}

/** The limits and records of a supervised child. */
interface Supervision {
  readonly journal: JournalTail
  readonly output: string
  readonly limits: Limits
  readonly watch: Watch
  /** Collects the plans that were in progress while this process was suspended. */
  readonly suspended: Set<string>
}

/**
 * Ends the child when a call exceeds its time limit, when it writes without end, or when only some of its threads
 * are left. Resolves to `undefined` when the child ended by itself.
 */
async function supervise(child: Child, supervision: Supervision): Promise<Ended | undefined> {
  const { journal, output, limits, watch, suspended } = supervision
  let running = true
  void child.exited.then(() => {
    running = false
  })
  const look = makeStopwatch()
  let quietMs = 0
  let threadsLeftMs = 0
  while (running) {
    await Promise.race([wait(pollMs), child.exited])
    const { passedMs, wasSuspended } = look()
    threadsLeftMs =
      child.pid !== null && hasOnlyThreadsLeft(child.pid) ? threadsLeftMs + passedMs : 0
    const known = journal.lines.length
    await journal.read()
    const hasWritten = journal.lines.length > known
    quietMs = hasWritten ? 0 : quietMs + passedMs
    if (hasWritten) report(journal.lines, watch)
    if (wasSuspended) for (const plan of plansSince(journal.lines, known)) suspended.add(plan)
    const limitMs = silenceLimit(journal, limits)
    const isBroken = threadsLeftMs > threadsLeftLimitMs || (await isFlooded(journal, output))
    if (!running || (quietMs < limitMs && !isBroken)) continue
    await child.kill()
    return isBroken ? { kind: 'broken' } : { kind: 'too-slow', limitMs }
  }
  return undefined
}

function endOf(exit: Exit, ended: Ended | undefined): ChildEnd {
  if (ended?.kind === 'too-slow') return { kind: 'timed-out', limitMs: ended.limitMs }
  if (exit.startError !== null)
    return { kind: 'not-started', reason: `the process could not be started: ${exit.startError}` }
  if (exit.exitCode === cannotWriteJournal)
    return { kind: 'gave-up', reason: 'it could not write its journal' }
  return { kind: 'exited', exitCode: exit.exitCode, signal: exit.signal }
}

/** What the child printed last, in one line. It is the only explanation where no plan was reached. */
async function lastMessage(output: string): Promise<string> {
  const text = await readTail(output).catch(() => '')
  const line =
    text
      .split('\n')
      .map(words => words.trim())
      .findLast(words => /^[A-Za-z]*Error\b|: /.test(words)) ?? ''
  return line.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)
}

async function readTail(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(tailBytes),
      0,
      tailBytes,
      Math.max(0, size - tailBytes),
    )
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

interface Files {
  readonly plans: string
  readonly output: string
  readonly journal: string
  readonly tail: JournalTail
  /** How to start what was prepared for the plans, where it is not this package's own child. */
  readonly start?: (childArguments: readonly string[]) => ChildCommand
}

/** Writes the files that the child needs. Returns the reason if it could not: the disk is full, or the folder was removed. */
async function prepare(
  ready: Ready,
  folder: string,
  plans: readonly Plan[],
): Promise<Files | { readonly reason: string }> {
  const files = {
    plans: join(folder, 'plans.json'),
    output: join(folder, 'output.txt'),
    journal: join(folder, 'journal.jsonl'),
  }
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(files.plans, packPlans(plans))
    await writeFile(files.output, '')
    const start = await ready.layOut?.(plans, folder)
    return { ...files, ...(start && { start }), tail: await makeJournal(files.journal) }
  } catch (error) {
    if (error instanceof ProvisionProblem) return { reason: `${error.message} ${error.remedy}` }
    return {
      reason: `its files could not be written: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`,
    }
  }
}

/** The result of one child. */
export interface Launched extends Folded {
  readonly end: ChildEnd
  /** What it printed last; empty where that does not matter. */
  readonly lastMessage: string
  /** Plans during which this process was suspended for a while, by the machine or by a signal. */
  readonly suspended: ReadonlySet<string>
}

/**
 * Runs plans of one lane in one child and folds its journal. `folder` takes the plans and the journal; `extra` are
 * further arguments of the child. Never rejects because of the child or the disk: a crash, a hang and a failed
 * start are all reported as ends.
 */
export async function launch(
  ready: Ready,
  plans: readonly Plan[],
  folder: string,
  watch: Watch,
  extra: readonly string[] = [],
): Promise<Launched> {
  const files = await prepare(ready, folder, plans)
  if ('reason' in files)
    return {
      plans: new Map(),
      end: { kind: 'not-started', reason: files.reason },
      lastMessage: '',
      suspended: new Set(),
    }
  const { tail, output } = files
  try {
    const words = [ready.childPath(files.journal), ...extra]
    const command = files.start
      ? files.start(words)
      : ready.command(ownModule('child/main'), [ready.childPath(files.plans), ...words])
    const child = startChild({
      file: command.file,
      arguments: command.arguments,
      environment: command.environment,
      stdoutFile: output,
      stderrFile: output,
    })
    watch.started?.()
    const suspended = new Set<string>()
    const ended = await supervise(child, {
      journal: tail,
      output,
      limits: limitsOf(plans, ready),
      watch,
      suspended,
    })
    const exit = await child.exited
    await tail.read()
    const end = endOf(exit, ended)
    return {
      ...fold(plans, tail.lines, end),
      end,
      lastMessage: tail.lines.length > 0 ? '' : await lastMessage(output),
      suspended,
    }
  } finally {
    await tail.close()
  }
}
