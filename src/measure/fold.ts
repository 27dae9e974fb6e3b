import type { Plan } from '../program/plan.ts'
import type { Step } from '../program/step.ts'
import type {
  BeginLine,
  DiedLine,
  EndLine,
  FfiLine,
  HelloLine,
  JournalLine,
  StrictLine,
} from '../result/observation.ts'
import type { Outcome } from '../result/outcome.ts'
import { callLimitMs } from './limits.ts'
import { outcomeOf } from './outcome-of.ts'

/** How a child ended, as its parent knows it. */
export type ChildEnd =
  | { readonly kind: 'exited'; readonly exitCode: number | null; readonly signal: string | null }
  /** killed by the parent because a call did not return */
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  /** never started */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** gave up before a call that it could not make */
  | { readonly kind: 'gave-up'; readonly reason: string }

/** The result of one step. */
export interface StepResult {
  readonly step: string
  readonly outcome: Outcome
  /** The end line, where the call returned. */
  readonly end?: EndLine
  /** Whether strict handle checks confirmed an error 6. */
  readonly strict?: StrictVerdict
}

/** Run again under strict handle checks, a call with a bad handle ends the process. */
export type StrictVerdict = 'confirmed' | 'not-confirmed'

/** The results of the plans. Absent plans are left for a fresh child: this one did not reach them, or gave up in them. */
export interface Folded {
  readonly hello?: HelloLine
  readonly plans: ReadonlyMap<string, readonly StepResult[]>
  /** What the FFI does with each declared type, if that was measured. */
  readonly ffi?: FfiLine['measured']
  /** How the system answered the request for strict handle checks, if a plan makes it. */
  readonly strict?: StrictLine
}

interface PlanJournal {
  readonly steps: ReadonlyMap<string, Step>
  readonly begun: Set<string>
  readonly results: Map<string, StepResult>
  readonly ends: Map<string, EndLine>
  /** The step in which the process reported that it was crashing. */
  died?: string
  ended: boolean
}

/** Wine and Unix report exit codes modulo 256; an access violation (0xC0000005) becomes 5. */
function deathOf(end: ChildEnd): Outcome {
  switch (end.kind) {
    case 'exited':
      return { kind: 'crashed', exitCode: end.exitCode, signal: end.signal }
    case 'timed-out':
      return { kind: 'timed-out', limitMs: end.limitMs }
    case 'not-started':
    case 'gave-up':
      return { kind: 'not-declared', reason: end.reason }
  }
}

function noteDeath(journal: PlanJournal, line: DiedLine): void {
  journal.died = line.step
  journal.results.set(line.step, {
    step: line.step,
    outcome:
      line.kind === 'crashed'
        ? { kind: 'crashed', exitCode: line.exitCode, signal: null }
        : { kind: 'timed-out', limitMs: callLimitMs },
  })
}

function note(journal: PlanJournal, plan: Plan, line: JournalLine): void {
  if (line.at === 'begin') journal.begun.add(line.step)
  if (line.at === 'skipped')
    journal.results.set(line.step, {
      step: line.step,
      outcome: { kind: 'not-reached', after: line.after },
    })
  if (line.at === 'rejected')
    journal.results.set(line.step, {
      step: line.step,
      outcome: { kind: 'ffi-rejected', message: line.message },
    })
  if (line.at === 'died') noteDeath(journal, line)
  if (line.at === 'plan-end') journal.ended = true
  if (line.at !== 'end') return
  const step = journal.steps.get(line.step)
  if (!step) return
  journal.ends.set(line.step, line)
  journal.results.set(line.step, {
    step: line.step,
    outcome: outcomeOf(plan, step, line, journal.ends),
    end: line,
  })
}

/** The step in which the process died: the one it named, else the one that began and did not end, else the first that is missing. */
function fatalStep(plan: Plan, journal: PlanJournal): Step | undefined {
  if (journal.died !== undefined) return journal.steps.get(journal.died)
  const open = plan.steps.find(step => journal.begun.has(step.id) && !journal.results.has(step.id))
  return open ?? plan.steps.find(step => !journal.results.has(step.id))
}

/** Whether the child gave up during a plan for a reason unrelated to that plan. */
function isCutShort(plan: Plan, journal: PlanJournal, end: ChildEnd): boolean {
  return (
    (end.kind === 'gave-up' || end.kind === 'not-started') &&
    !journal.ended &&
    fatalStep(plan, journal) !== undefined
  )
}

function complete(plan: Plan, journal: PlanJournal, end: ChildEnd): StepResult[] {
  const fatal = journal.ended ? undefined : fatalStep(plan, journal)
  return plan.steps.map((step): StepResult => {
    const known = journal.results.get(step.id)
    if (known) return known
    if (step.id === fatal?.id) return { step: step.id, outcome: deathOf(end) }
    return { step: step.id, outcome: { kind: 'not-reached', after: fatal?.id ?? step.id } }
  })
}

/**
 * Turns steps, a journal and the end of the child into outcomes. Pure. Each plan that the child began has one
 * result for each of its steps; plans that it did not reach are absent.
 */
export function fold(plans: readonly Plan[], lines: readonly JournalLine[], end: ChildEnd): Folded {
  const journals = new Map<string, PlanJournal>()
  let plan: Plan | undefined
  for (const line of lines) {
    if (line.at === 'plan') {
      plan = plans.find(({ id }) => id === line.plan)
      if (plan)
        journals.set(plan.id, {
          steps: new Map(plan.steps.map(step => [step.id, step])),
          begun: new Set(),
          results: new Map(),
          ends: new Map(),
          ended: false,
        })
    } else if (plan) {
      const journal = journals.get(plan.id)
      if (journal && !journal.ended) note(journal, plan, line)
    }
  }
  const hello = lines.find((line): line is HelloLine => line.at === 'hello')
  const folded = plans.flatMap((item): [string, StepResult[]][] => {
    const journal = journals.get(item.id)
    return journal && !isCutShort(item, journal, end)
      ? [[item.id, complete(item, journal, end)]]
      : []
  })
  const strict = lines.find((line): line is StrictLine => line.at === 'strict')
  const parts = lines.filter((line): line is FfiLine => line.at === 'ffi')
  const [first] = parts
  const ffi = first && {
    ...first.measured,
    arrivals: parts.flatMap(({ measured }) => measured.arrivals),
  }
  return {
    ...(hello ? { hello } : {}),
    ...(ffi ? { ffi } : {}),
    ...(strict ? { strict } : {}),
    plans: new Map(folded),
  }
}

/** The call in progress at the end of a journal, so that its time can be limited; `undefined` between calls. */
export function callUnderWay(lines: readonly JournalLine[]): BeginLine | undefined {
  const last = lines.at(-1)
  return last?.at === 'begin' ? last : undefined
}
