import { join } from 'node:path'
import { devices } from '../devices/index.ts'
import { hostOf } from '../hosts/index.ts'
import { uncheckedInC } from '../lanes/children/compiled.ts'
import type { Ready } from '../lanes/engines/engine.ts'
import type { Plan } from '../program/plan.ts'
import type { Resolved } from '../program/resolve.ts'
import type { Lane } from '../result/lane.ts'
import type { HelloLine } from '../result/observation.ts'
import type { ChildEnd, StepResult } from './fold.ts'
import { launch, type Launched, type Watch } from './launch.ts'

/** A resolved probe with the result of each of its steps. */
export interface Executed {
  readonly resolved: Resolved
  readonly steps: readonly StepResult[]
}

/** The result of a job. */
export interface JobResult {
  readonly executed: readonly Executed[]
  readonly hello?: HelloLine
  /** Why part of it was not measured, as one sentence; absent where everything was. */
  readonly fault?: string
  /** One sentence for each plan whose process died, but not when run again in a fresh one. Such crashes are not in the outcomes. */
  readonly dropped: readonly string[]
}

/** Results that mark every step of a plan as not measured, for the same reason. */
export function notMeasured(resolved: Resolved, reason: string, unsupported?: true): Executed {
  return {
    resolved,
    steps: resolved.plan.steps.map(step => ({
      step: step.id,
      outcome: { kind: 'not-declared', reason, ...(unsupported && { unsupported }) },
    })),
  }
}

/** Under qemu in user mode an access violation hangs the process instead of raising a Windows exception (measured with qemu 10.0). */
const crashesOnPurpose = 'it may crash by claim, and on this emulated CPU a crash hangs the process'
/** What a child that is not JavaScript lacks: a far end for its device, and control over where memory is allocated. */
const needsOwnChild =
  'this host brings no far end of its own and takes addresses as they come; the other hosts measure it'

/** Why a host cannot place the addresses of a plan; `undefined` where it can. */
function beyondPlacing({ host }: Lane, { addresses }: Plan): string | undefined {
  const by = hostOf(host)
  return addresses === 'above-4gib' && by.needsLowMemory
    ? `${by.title} comes to nothing where all memory below 4 GiB is taken; the other hosts measure it`
    : undefined
}

/** Why the callbacks of a tagged lane cannot take a call of a plan; `undefined` where they can. */
function beyondCallbacks({ host, architecture }: Lane, { abi }: Plan): string | undefined {
  const by = hostOf(host)
  const most = by.callbackParameters?.(architecture) ?? Infinity
  const long = Object.entries(abi.functions).find(([, { parameters }]) => parameters.length > most)
  return (
    long &&
    `${long[0]} has ${long[1].parameters.length} parameters, and callbacks of ${by.title} take ${most} on ${architecture}`
  )
}

/** Why a lane cannot run a probe; `undefined` where it can. */
function unfitness(
  { emulatedCpu, layOut }: Pick<Ready, 'emulatedCpu' | 'layOut'>,
  lane: Lane,
  { plan, cells }: Resolved,
): string | undefined {
  const tooLong = lane.kernel === 'tagged' ? beyondCallbacks(lane, plan) : undefined
  if (tooLong !== undefined) return tooLong
  const unplaced = beyondPlacing(lane, plan)
  if (unplaced !== undefined) return unplaced
  if (emulatedCpu !== undefined && cells.some(({ claim }) => claim?.verdicts.includes('crashed')))
    return crashesOnPurpose
  const isChecked = Object.values(plan.abi.functions).some(({ parameters }) =>
    parameters.some(({ passing }) => passing === 'checked-32'),
  )
  if (isChecked && hostOf(lane.host).child === 'compiled') return uncheckedInC
  const isBare = devices[plan.device.kind].child === 'nothing' && plan.addresses === 'as-they-come'
  return layOut && !isBare ? needsOwnChild : undefined
}

/** The probes that a lane can run, and the others with the reason. */
export function partByLane(
  ready: Pick<Ready, 'emulatedCpu' | 'layOut'>,
  lane: Lane,
  resolved: readonly Resolved[],
): { readonly fit: readonly Resolved[]; readonly unfit: readonly Executed[] } {
  const reasons = resolved.map(item => unfitness(ready, lane, item))
  return {
    fit: resolved.filter((_, index) => reasons[index] === undefined),
    unfit: resolved.flatMap((item, index) => {
      const reason = reasons[index]
      return reason === undefined ? [] : [notMeasured(item, reason, true)]
    }),
  }
}

/** What it costs when a child ends before its first plan: a missing program stays missing, a hang takes a minute, a crash may not recur. */
const costs: Readonly<Record<ChildEnd['kind'], number>> = {
  'not-started': 5,
  'timed-out': 3,
  'gave-up': 2,
  exited: 1,
}
const maxUnproductiveChildren = 5
/** How often a plan is run again because the machine was suspended meanwhile. After that its result is taken as it is. */
const maxRepeats = 5

/** How often a crash that no probe claims must be seen before it is reported. */
export interface Confirmations {
  /** For a crash that the child itself reported as an exception: nothing outside the process can cause one. */
  readonly exception: number
  /** For a child that hung or was killed: that also happens on a machine under load. */
  readonly other: number
}

/** An unclaimed crash is reported after it was seen three times. */
const defaultConfirmations: Confirmations = { exception: 3, other: 3 }
/** The lowest exception code that ends a process. */
const severe = 0xc0000000

function crashesNeeded(confirmations: Confirmations, { outcome }: StepResult): number {
  return outcome.kind === 'crashed' && outcome.exitCode !== null && outcome.exitCode >>> 0 >= severe
    ? confirmations.exception
    : confirmations.other
}

/** The step in which the process of a plan died although its probe does not claim a crash. */
function unclaimedCrash({ cells }: Resolved, steps: readonly StepResult[]): StepResult | undefined {
  return steps.find(
    ({ step, outcome }) =>
      (outcome.kind === 'crashed' || outcome.kind === 'timed-out') &&
      cells.find(cell => cell.step === step)?.claim?.verdicts.includes(outcome.kind) !== true,
  )
}

/**
 * A device that is gone after its first use cannot show the same crash again. Where the control crashes, no
 * conclusions are drawn anyway.
 */
function needsConfirmation(
  { confirmations, controlCrashed }: Work,
  { plan }: Resolved,
  crashes: readonly StepResult[],
): boolean {
  const crash = crashes.at(-1)
  return (
    crash !== undefined &&
    !controlCrashed &&
    plan.device.kind !== 'unplugged' &&
    crashes.length < crashesNeeded(confirmations, crash)
  )
}

interface Work {
  waiting: readonly Resolved[]
  readonly executed: Executed[]
  readonly crashes: Map<Resolved, StepResult[]>
  readonly suspensions: Map<Resolved, number>
  hello: HelloLine | undefined
  /** The crash of a control was confirmed. */
  controlCrashed: boolean
  readonly confirmations: Confirmations
}

/** Whether to run a plan again because the machine was suspended: its waits may have timed out for that reason alone. */
function mustRunAgain({ suspensions }: Work, resolved: Resolved, { suspended }: Launched): boolean {
  if (!suspended.has(resolved.plan.id)) return false
  const count = (suspensions.get(resolved) ?? 0) + 1
  suspensions.set(resolved, count)
  return count <= maxRepeats
}

/** Adds the results of a child. Returns whether there were any. */
function collect(work: Work, launched: Launched): boolean {
  work.hello ??= launched.hello
  const again: Resolved[] = []
  for (const resolved of work.waiting) {
    if (mustRunAgain(work, resolved, launched)) {
      again.push(resolved)
      continue
    }
    const steps = launched.plans.get(resolved.plan.id)
    const crash = steps && unclaimedCrash(resolved, steps)
    const crashes = [...(work.crashes.get(resolved) ?? []), ...(crash ? [crash] : [])]
    work.crashes.set(resolved, crashes)
    if (!steps || (crash && needsConfirmation(work, resolved, crashes))) again.push(resolved)
    else {
      work.executed.push({ resolved, steps })
      if (crash && resolved.probe.mistake === 'control') work.controlCrashed = true
    }
  }
  work.waiting = again
  return launched.plans.size > 0
}

function describeCrash({ step, outcome }: StepResult): string {
  if (outcome.kind === 'timed-out') return `hung in ${step} for ${outcome.limitMs / 1000} s`
  return outcome.kind === 'crashed'
    ? `died in ${step} (${outcome.signal ?? `exit code ${outcome.exitCode}`})`
    : `ended in ${step}`
}

/** What was seen but is not in the outcomes: crashes that no probe claims and that did not recur. */
function droppedCrashes({ executed, crashes }: Work): string[] {
  return executed.flatMap(({ resolved, steps }) => {
    const seen = crashes.get(resolved) ?? []
    if (seen.length === 0 || unclaimedCrash(resolved, steps)) return []
    return [
      `a child running ${resolved.plan.id} ${seen.map(describeCrash).join(' and ')}, which the probe does not claim; in a fresh child it did not, and that is what is reported`,
    ]
  })
}

/** Why a child made no progress: one sentence. */
export function describeEnd({ end, lastMessage }: Pick<Launched, 'end' | 'lastMessage'>): string {
  const said = lastMessage === '' ? '' : `: ${lastMessage}`
  switch (end.kind) {
    case 'not-started':
      return end.reason
    case 'gave-up':
      return `the child process gave up repeatedly: ${end.reason}`
    case 'timed-out':
      return `the child process made no progress within ${end.limitMs / 1000} s`
    case 'exited':
      return `the child process ended repeatedly before it reached a plan (${end.signal ?? `exit code ${end.exitCode}`})${said}`
  }
}

/**
 * Runs resolved probes of one lane. After each crash or hang the rest run in a fresh child. Every plan is
 * returned, with an outcome for every step. A crash that no probe claims is accepted only when it recurs in a
 * fresh child as often as `confirmations` says. `restart` is called before each child except the first, to repair
 * what the previous one left behind; its argument says whether that child hung before its first plan.
 */
export async function execute(
  ready: Ready,
  probes: readonly Resolved[],
  folder: string,
  watch: Watch,
  restart: (hung: boolean) => Promise<void>,
  confirmations: Confirmations = defaultConfirmations,
): Promise<JobResult> {
  const work: Work = {
    waiting: probes,
    executed: [],
    crashes: new Map(),
    suspensions: new Map(),
    hello: undefined,
    controlCrashed: false,
    confirmations,
  }
  let spent = 0
  let last: Launched | undefined
  for (let child = 1; work.waiting.length > 0 && spent < maxUnproductiveChildren; child++) {
    if (last) await restart(last.end.kind === 'timed-out' && last.plans.size === 0)
    last = await launch(
      ready,
      work.waiting.map(({ plan }) => plan),
      join(folder, `child-${child}`),
      watch,
    )
    spent = collect(work, last) ? 0 : spent + costs[last.end.kind]
  }
  const hello = work.hello ? { hello: work.hello } : {}
  const dropped = droppedCrashes(work)
  if (work.waiting.length === 0 || !last) return { executed: work.executed, ...hello, dropped }
  const fault = describeEnd(last)
  if (work.hello === undefined && last.end.kind !== 'not-started' && last.end.kind !== 'gave-up')
    await ready.discardPrepared?.()
  return {
    executed: [...work.executed, ...work.waiting.map(resolved => notMeasured(resolved, fault))],
    ...hello,
    fault,
    dropped,
  }
}
