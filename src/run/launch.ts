import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ready } from '../engine/engine.ts'
import type { Plan } from '../plan/plan.ts'
import type { JournalLine } from '../result/observation.ts'
import { callUnderWay, fold, type ChildEnd, type Folded } from './fold.ts'
import { callLimitMs } from './limits.ts'
import { startChild, type Child } from './spawn.ts'
import { tailJournal, type JournalTail } from './tail-journal.ts'

const childMain = fileURLToPath(new URL('../child/main.js', import.meta.url))

/** How long a process may take from its start to its first line, and from a call's end to the next. Milliseconds. */
const startLimitMs = 60_000
const pollMs = 25
/** A poll that came much later than planned means that this process was not running: such time does not count. */
const longestPollMs = 500

/** What the parent sees while a child runs. */
export interface Watch {
  /** A step of a plan began. */
  began?(plan: string, step: string): void
}

interface Limits {
  readonly stepMs: ReadonlyMap<string, number>
}

function limitsOf(plans: readonly Plan[]): Limits {
  return { stepMs: new Map(plans.flatMap(plan => plan.steps.map(step => [step.id, callLimitMs + (step.waitMs ?? 0) + (step.until?.withinMs ?? 0)]))) }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => { setTimeout(resolve, milliseconds) })
}

function report(lines: readonly JournalLine[], watch: Watch): void {
  const call = callUnderWay(lines)
  const plan = lines.findLast(line => line.at === 'plan')
  if (call && plan?.at === 'plan') watch.began?.(plan.plan, call.step)
}

/** Ends the child when a call takes longer than it may. Resolves with the limit, or `undefined` when the child ended by itself. */
async function guard(child: Child, journal: JournalTail, limits: Limits, watch: Watch): Promise<number | undefined> {
  let running = true
  void child.exited.then(() => { running = false })
  let seen = -1
  let quietMs = 0
  for (let last = performance.now(); running;) {
    await Promise.race([wait(pollMs), child.exited])
    const now = performance.now()
    quietMs += Math.min(now - last, longestPollMs)
    last = now
    await journal.read()
    if (journal.lines.length !== seen) { seen = journal.lines.length; quietMs = 0; report(journal.lines, watch) }
    const call = callUnderWay(journal.lines)
    const limitMs = call ? limits.stepMs.get(call.step) ?? callLimitMs : startLimitMs
    if (!running || quietMs < limitMs) continue
    await child.kill()
    return limitMs
  }
  return undefined
}

/**
 * Runs plans of one lane in one child and folds what it wrote. `folder` takes the plans and the journal
 * and must exist. Never rejects because of the child: a crash, a hang and a failed start are outcomes.
 */
export async function launch(ready: Ready, plans: readonly Plan[], folder: string, watch: Watch): Promise<Folded> {
  await mkdir(folder, { recursive: true })
  const plansFile = join(folder, 'plans.json')
  const journal = join(folder, 'journal.jsonl')
  await writeFile(plansFile, JSON.stringify(plans))
  await writeFile(journal, '')
  const command = ready.command(childMain, [ready.childPath(plansFile), ready.childPath(journal)])
  const output = join(folder, 'output.txt')
  const child = startChild({ file: command.file, arguments: command.arguments, environment: command.environment, stdoutFile: output, stderrFile: output })
  const tail = tailJournal(journal)
  const limitMs = await guard(child, tail, limitsOf(plans), watch)
  const exit = await child.exited
  await tail.read()
  const end: ChildEnd = limitMs !== undefined
    ? { kind: 'timed-out', limitMs }
    : exit.startError === null ? { kind: 'exited', exitCode: exit.exitCode, signal: exit.signal } : { kind: 'not-started', reason: `the process could not be started: ${exit.startError}` }
  return fold(plans, tail.lines, end)
}
