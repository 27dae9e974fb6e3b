import type { Plan } from '../plan/plan.ts'
import type { Argument, Step } from '../plan/step.ts'
import type { DeclaredFunction, Parameter, SentinelCheck, Slot } from '../win32/abi.ts'
import { bytesOf } from '../win32/c-types.ts'
import { ERROR_INVALID_HANDLE } from '../win32/errors.ts'
import { prototypeOf, type FunctionName } from '../win32/functions.ts'
import { familyIn } from '../win32/handles.ts'
import { saysFailure } from '../win32/success.ts'
import { win32Type } from '../win32/types.ts'
import { gatherEvidence } from './evidence.ts'
import { createHistory, type History } from './history.ts'
import type { JournalWriter } from './journal.ts'
import { Death } from './kernels/death.ts'
import type { ForeignFunction, ForeignValue, Kernel } from './kernels/kernel.ts'
import { addressOf, brokenFence, contentHex, mendFences, placeObjects, poisonObject, readField, writeField, type Arena } from './memory.ts'
import { demandStrictHandles } from './strict-handles.ts'
import { bringSurrogate } from './surrogate/index.ts'
import { programPart } from './surrogate/own-memory.ts'
import { evaluate, hexReturned, pass, received, shapeFor, type Sources } from './values.ts'

/** The last error before each call: a code Win32 does not use, so that a call that sets none shows. */
export const presetError = 0x2badc0de

interface Program {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly arena: Arena
  readonly history: History
  readonly sources: Sources
  readonly functions: Map<FunctionName, ForeignFunction>
  /** Steps that ended as expected. */
  readonly done: Set<string>
  /** Struct object → the event handle the program meant to put into it. */
  readonly meantEvents: Map<string, bigint>
}

interface Call {
  readonly declared: DeclaredFunction
  readonly values: readonly ForeignValue[]
  readonly returned: ForeignValue | undefined
  readonly failed: boolean
  readonly lastError: number
  readonly ntStatus: number
  readonly elapsedUs: number
  /** When the call was made, by the kernel's time. Microseconds. */
  readonly atUs: number
}

function start(plan: Plan, kernel: Kernel): Program {
  const arena = placeObjects(programPart(kernel.memory), plan.memory, plan.abi, plan.pointerBytes)
  const history = createHistory()
  const sources: Sources = {
    abi: plan.abi,
    pointerBytes: plan.pointerBytes,
    variable(name) {
      const biography = history.of(name)
      if (!biography) throw new Error(`No step has kept a variable '${name}'`)
      return biography.kept
    },
    address: object => addressOf(arena, object)
  }
  return { plan, kernel, arena, history, sources, functions: new Map(), done: new Set(), meantEvents: new Map() }
}

function declaredFunction(program: Program, name: FunctionName): DeclaredFunction {
  const declared = program.plan.abi.functions[name]
  if (!declared) throw new Error(`The plan declares no function ${name}`)
  return declared
}

function bound(program: Program, name: FunctionName): ForeignFunction {
  const known = program.functions.get(name) ?? program.kernel.bind(name, declaredFunction(program, name))
  program.functions.set(name, known)
  return known
}

function assignAll(program: Program, step: Step): void {
  for (const { object, field, value } of step.assign ?? []) {
    writeField(program.arena, object, field, BigInt(evaluate(value, program.sources)))
    if (field !== 'hEvent' || value.kind !== 'variable') continue
    const meant = program.history.of(value.name)
    if (meant) program.meantEvents.set(object, meant.true)
  }
}

function addressed(step: Step): string[] {
  return Object.values(step.arguments).flatMap(argument => argument.kind === 'address' ? [argument.of] : [])
}

/** Cells and buffers are poisoned anew before each call, unless the program put something there. */
function poisonOutputs(program: Program, step: Step): void {
  const assigned = new Set((step.assign ?? []).map(({ object }) => object))
  for (const name of addressed(step)) {
    const placed = program.arena.placed[name]
    if (placed && !assigned.has(name) && (placed.object.kind === 'cell' || placed.object.kind === 'buffer')) poisonObject(program.arena.memory, placed)
  }
}

function prepareValue(program: Program, argument: Argument, parameter: Parameter): ForeignValue {
  const { pointerBytes } = program.plan
  const value = evaluate(argument, program.sources)
  // Addresses come from the FFI itself; what a program passes as a plain number is what gets lost.
  const passed = argument.kind === 'address' ? value : pass(value, parameter.passing, pointerBytes)
  return shapeFor(parameter, passed, pointerBytes)
}

function prepareValues(program: Program, step: Step, declared: DeclaredFunction): ForeignValue[] {
  return declared.parameters.map(parameter => {
    const argument = step.arguments[parameter.name]
    if (!argument) throw new Error(`The step '${step.id}' gives no argument ${parameter.name}`)
    return prepareValue(program, argument, parameter)
  })
}

function callOnce(program: Program, step: Step): Call {
  const declared = declaredFunction(program, step.function)
  const foreign = bound(program, step.function)
  const values = prepareValues(program, step, declared)
  if (!step.keepLastError) program.kernel.preset(presetError)
  const atUs = program.kernel.nowUs()
  const returned = foreign(...values)
  const lastError = program.kernel.lastError()
  const ntStatus = program.kernel.ntStatus()
  const elapsedUs = Math.round(program.kernel.nowUs() - atUs)
  const failed = saysFailure(step.function, BigInt(returned ?? 0), declared.returns.declared, program.plan.pointerBytes, lastError === presetError ? 0 : lastError)
  const code = prototypeOf(step.function).failure === 'returns-code' ? Number(BigInt.asUintN(32, BigInt(returned ?? 0))) : lastError
  return { declared, values, returned, failed, lastError: code, ntStatus, elapsedUs, atUs }
}

/** Makes the call, again and again where the step waits for an effect. */
function call(program: Program, step: Step): Call {
  const { until } = step
  const limitUs = program.kernel.nowUs() + (until?.withinMs ?? 0) * 1000
  for (;;) {
    poisonOutputs(program, step)
    assignAll(program, step)
    const made = callOnce(program, step)
    if (!until || made.failed || program.kernel.nowUs() > limitUs) return made
    if (readField(program.arena, until.object, until.field) >= BigInt(until.atLeast)) return made
    program.kernel.pause(1)
  }
}

/** The value the kernel made: seen by the kernel itself, or rebuilt from what came back. */
function trueValue(program: Program, slot: Slot, step: Step, raw: ForeignValue): bigint {
  const seen = program.kernel.lastTrueHandle()
  const { pointerBytes } = program.plan
  if (seen !== undefined) return seen
  if (bytesOf(slot.declared, pointerBytes) >= pointerBytes || familyIn(step.function, slot.type) !== 'kernel') return BigInt.asUintN(8 * pointerBytes, BigInt(raw))
  // The platform guarantees that 32 bits carry a kernel handle, sign-extended.
  return BigInt.asUintN(8 * pointerBytes, BigInt.asIntN(32, BigInt(raw)))
}

function keepValues(program: Program, step: Step, made: Call): void {
  const failure = made.failed ? { openFailedWith: made.lastError } : {}
  if (step.keep !== undefined) {
    const kept = made.returned ?? 0
    program.history.keep(step.keep, { kept, true: trueValue(program, made.declared.returns, step, kept), openedBy: step.id, ...failure })
  }
  if (step.load) {
    const kept = readField(program.arena, step.load.from, '')
    const placed = program.arena.placed[step.load.from]
    const type = placed?.object.kind === 'cell' ? placed.object.type : 'DWORD'
    const slot: Slot = { type, declared: program.plan.abi.cells[type] ?? win32Type(type).c, passing: 'plain' }
    program.history.keep(step.load.variable, { kept, true: trueValue(program, slot, step, kept), openedBy: step.id, ...failure })
  }
}

function noteClosed(program: Program, step: Step): void {
  const { closes } = prototypeOf(step.function)
  const argument = closes === undefined ? undefined : step.arguments[closes]
  if (argument?.kind === 'variable') program.history.close(argument.name, step.id)
}

/** Whether the program sees a failed open in the value it got. */
function notices(check: SentinelCheck, value: ForeignValue, declared: Slot, program: Program): boolean {
  const bits = 8 * bytesOf(declared.declared, program.plan.pointerBytes)
  switch (check) {
    case 'all-ones': return BigInt.asUintN(bits, BigInt(value)) === BigInt.asUintN(bits, -1n)
    case 'uint32-ones': return BigInt(value) === 0xffffffffn
    case 'zero': return BigInt(value) === 0n
    case 'strict-minus-one': return value === -1
    case 'unchecked': return false
  }
}

function endedAsExpected(step: Step, made: Call): boolean {
  return made.failed ? (step.accept ?? []).includes(made.lastError) : step.mustFail !== true
}

function memoryAfter(program: Program, step: Step): { memory: Record<string, string>; fences: Record<string, string> } {
  const memory: Record<string, string> = {}
  const fences: Record<string, string> = {}
  for (const name of [...addressed(step), ...step.look ?? []]) {
    memory[name] = contentHex(program.arena, name)
    const broken = brokenFence(program.arena, name)
    if (broken === undefined) continue
    fences[name] = broken
    mendFences(program.arena, name)
  }
  return { memory, fences }
}

function evidenceOf(program: Program, step: Step, made: Call): { evidence?: ReturnType<typeof gatherEvidence> } {
  // To look at a handle that is none would end a process with strict checks.
  if (!made.failed || made.lastError !== ERROR_INVALID_HANDLE || program.plan.strictFrom !== undefined) return {}
  const { pointerBytes } = program.plan
  const seen = made.values.map((value, index) => received(value, made.declared.parameters[index] ?? made.declared.returns, pointerBytes))
  const overlapped = Object.values(step.arguments).find(argument => argument.kind === 'address' && program.meantEvents.has(argument.of))
  const meant = overlapped?.kind === 'address' ? program.meantEvents.get(overlapped.of) : undefined
  return { evidence: gatherEvidence(program.kernel, program.history, step, seen, meant) }
}

/** Makes one step and writes what was seen. Returns whether the program stops here. */
function runStep(program: Program, step: Step, journal: JournalWriter): boolean {
  journal.write({ at: 'begin', step: step.id })
  let made: Call
  try {
    made = call(program, step)
  } catch (error) {
    if (error instanceof Death) throw error
    journal.write({ at: 'rejected', step: step.id, message: error instanceof Error ? error.message : String(error) })
    return step.opens === true
  }
  const losses = program.kernel.takeLosses()
  const evidence = evidenceOf(program, step, made)
  keepValues(program, step, made)
  if (!made.failed) noteClosed(program, step)
  if (endedAsExpected(step, made)) program.done.add(step.id)
  const noticed = step.opens === true && notices(program.plan.abi.sentinel, made.returned ?? 0, made.declared.returns, program)
  const shape = made.returned === undefined ? 'undefined' : typeof made.returned === 'bigint' ? 'bigint' : 'number'
  journal.write({
    at: 'end', step: step.id,
    returned: hexReturned(made.returned, made.declared.returns, program.plan.pointerBytes), shape,
    failed: made.failed, lastError: made.lastError, ntStatus: made.ntStatus, atUs: Math.round(made.atUs), elapsedUs: made.elapsedUs,
    ...memoryAfter(program, step), ...losses.length > 0 ? { losses } : {}, ...evidence, ...noticed ? { noticed } : {}
  })
  return noticed
}

/** Makes one step on a kernel that may end there; what a dead process would not have done is not done. */
function runMortalStep(program: Program, step: Step, journal: JournalWriter): boolean {
  try {
    return runStep(program, step, journal)
  } catch (error) {
    if (!(error instanceof Death)) throw error
    journal.write({ at: 'died', step: step.id, kind: error.kind, exitCode: error.exitCode })
    return true
  }
}

/** Closes what the program left open, with the true prototype, so that the next plan finds the port free. */
function closeLeftOpen(program: Program): void {
  const { kernel, history } = program
  for (const handle of history.open()) {
    if (kernel.inspect(handle).alive) kernel.call('CloseHandle', [handle])
  }
}

/**
 * Runs a plan on a kernel and writes each call into the journal, before and after. Knows no probe;
 * a failing call is data. What the plan itself gets wrong (an unknown object) is `rejected`.
 */
export function interpret(plan: Plan, kernel: Kernel, journal: JournalWriter): void {
  const program = start(plan, kernel)
  journal.write({ at: 'plan', plan: plan.id })
  const surrogate = bringSurrogate(plan.device, kernel)
  let stoppedBy: string | undefined
  for (const step of plan.steps) {
    const missing = stoppedBy ?? step.after?.find(id => !program.done.has(id))
    if (step.id === plan.strictFrom) journal.write(demandStrictHandles(kernel))
    if (missing !== undefined) journal.write({ at: 'skipped', step: step.id, after: missing })
    else if (runMortalStep(program, step, journal)) stoppedBy = step.id
    else surrogate.pump(step)
  }
  closeLeftOpen(program)
  surrogate.release()
  journal.write({ at: 'plan-end', plan: plan.id })
}
