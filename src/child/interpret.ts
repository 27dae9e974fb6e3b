import type { Plan } from '../program/plan.ts'
import type { Step } from '../program/step.ts'
import { ERROR_INVALID_HANDLE } from '../declare/win32/errors.ts'
import { fillsWithSign } from './arrivals.ts'
import { addressed, makeCall, type Call } from './call.ts'
import { gatherEvidence } from './evidence.ts'
import type { JournalWriter } from './journal.ts'
import { Death } from './kernels/death.ts'
import type { Kernel } from './kernels/kernel.ts'
import { brokenFence, contentHex, restoreFences } from './memory.ts'
import { startProgram, type Program } from './program.ts'
import { keepValues, noteClosed, notices } from './remember.ts'
import { demandStrictHandles } from './strict-handles.ts'
import { bringSurrogate } from './surrogate/index.ts'
import { hexReturned, received } from './values.ts'

function endedAsExpected(step: Step, made: Call): boolean {
  return made.failed ? (step.accept ?? []).includes(made.lastError) : step.mustFail !== true
}

function memoryAfter(
  program: Program,
  step: Step,
): { memory: Record<string, string>; fences: Record<string, string> } {
  const memory: Record<string, string> = {}
  const fences: Record<string, string> = {}
  for (const name of [...addressed(step), ...(step.look ?? [])]) {
    memory[name] = contentHex(program.arena, name)
    const broken = brokenFence(program.arena, name)
    if (broken === undefined) continue
    fences[name] = broken
    restoreFences(program.arena, name)
  }
  return { memory, fences }
}

function evidenceOf(
  program: Program,
  step: Step,
  made: Call,
): { evidence?: ReturnType<typeof gatherEvidence> } {
  // With strict checks, querying an invalid handle would end the process.
  if (
    !made.failed ||
    made.lastError !== ERROR_INVALID_HANDLE ||
    program.plan.strictFrom !== undefined
  )
    return {}
  const { pointerBytes } = program.plan
  const sign = fillsWithSign(program.kernel.memory)
  const seen = made.values.map((value, index) =>
    received(value, made.declared.parameters[index] ?? made.declared.returns, pointerBytes, sign),
  )
  const overlapped = Object.values(step.arguments).find(
    argument => argument.kind === 'address' && program.meantEvents.has(argument.of),
  )
  const meant = overlapped?.kind === 'address' ? program.meantEvents.get(overlapped.of) : undefined
  return { evidence: gatherEvidence(program.kernel, program.history, step, seen, meant) }
}

/** Runs one step and writes what was observed. Returns whether the program stops here. */
function runStep(program: Program, step: Step, journal: JournalWriter): boolean {
  journal.write({ at: 'begin', step: step.id })
  let made: Call
  try {
    made = makeCall(program, step)
  } catch (error) {
    if (error instanceof Death) throw error
    journal.write({
      at: 'rejected',
      step: step.id,
      message: error instanceof Error ? error.message : String(error),
    })
    return step.opens === true
  }
  const losses = program.kernel.takeLosses()
  const evidence = evidenceOf(program, step, made)
  keepValues(program, step, made)
  if (!made.failed) noteClosed(program, step)
  if (endedAsExpected(step, made)) program.done.add(step.id)
  const noticed =
    step.opens === true &&
    notices(program.plan.abi.sentinel, made.returned ?? 0, made.declared.returns, program)
  journal.write({
    at: 'end',
    step: step.id,
    returned: hexReturned(made.returned, made.declared.returns, program.plan.pointerBytes),
    shape: made.shape,
    failed: made.failed,
    lastError: made.lastError,
    ntStatus: made.ntStatus,
    atUs: Math.round(made.atUs),
    elapsedUs: made.elapsedUs,
    ...memoryAfter(program, step),
    ...(losses.length > 0 ? { losses } : {}),
    ...evidence,
    ...(noticed ? { noticed } : {}),
  })
  return noticed
}

/** Runs one step on a kernel that can simulate a process crash; nothing that a dead process could not do happens after that. */
function runCrashingStep(program: Program, step: Step, journal: JournalWriter): boolean {
  try {
    return runStep(program, step, journal)
  } catch (error) {
    if (!(error instanceof Death)) throw error
    journal.write({ at: 'died', step: step.id, kind: error.kind, exitCode: error.exitCode })
    return true
  }
}

/** Closes what the program left open, with the true prototype, so that the port is free for the next plan. */
function closeLeftOpen(program: Program): void {
  const { kernel, history } = program
  for (const handle of history.open()) {
    if (kernel.inspect(handle).alive) kernel.call('CloseHandle', [handle])
  }
}

/**
 * Runs a plan on a kernel and writes each call into the journal, before and after. Independent of any probe; a
 * failing call is data. An error in the plan itself (an unknown object) is recorded as `rejected`.
 */
export function interpret(plan: Plan, kernel: Kernel, journal: JournalWriter): void {
  const program = startProgram(plan, kernel)
  journal.write({ at: 'plan', plan: plan.id })
  const surrogate = bringSurrogate(plan.device, kernel)
  let stoppedBy: string | undefined
  for (const step of plan.steps) {
    const missing = stoppedBy ?? step.after?.find(id => !program.done.has(id))
    if (step.id === plan.strictFrom) journal.write(demandStrictHandles(kernel))
    if (missing !== undefined) journal.write({ at: 'skipped', step: step.id, after: missing })
    else if (runCrashingStep(program, step, journal)) stoppedBy = step.id
    else surrogate.pump(step)
  }
  closeLeftOpen(program)
  surrogate.release()
  journal.write({ at: 'plan-end', plan: plan.id })
}
