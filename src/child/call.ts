import type { Argument, Step } from '../program/step.ts'
import type { AbiFunction, AbiParameter } from '../declare/win32/abi.ts'
import { prototypeOf } from '../declare/win32/functions.ts'
import { saysFailure } from '../declare/win32/success.ts'
import type { Shape } from '../hosts/host.ts'
import type { ForeignValue } from './kernels/kernel.ts'
import { poisonObject, readField, writeField } from './memory.ts'
import { bound, declaredFunction, type Program } from './program.ts'
import { evaluate, pass, shapeFor } from './values.ts'

/** The last error before each call: a code that Win32 does not use, so that a call that sets none is recognised. */
export const presetError = 0x2badc0de

/** A call that returned. */
export interface Call {
  readonly declared: AbiFunction
  readonly values: readonly ForeignValue[]
  readonly returned: ForeignValue | undefined
  /** The JavaScript type in which the FFI returned it. */
  readonly shape: Shape
  readonly failed: boolean
  readonly lastError: number
  readonly ntStatus: number
  readonly elapsedUs: number
  /** When the call was made, by the kernel's time. Microseconds. */
  readonly atUs: number
}

function assignAll(program: Program, step: Step): void {
  for (const { object, field, value } of step.assign ?? []) {
    writeField(program.arena, object, field, BigInt(evaluate(value, program.sources)))
    if (field !== 'hEvent' || value.kind !== 'variable') continue
    const meant = program.history.of(value.name)
    if (meant) program.meantEvents.set(object, meant.true)
  }
}

/** Kept for each step, since many plans share it. */
const addresses = new WeakMap<Step, readonly string[]>()

/** Names of the objects whose addresses a step passes. */
export function addressed(step: Step): readonly string[] {
  const known = addresses.get(step)
  if (known) return known
  const objects = Object.values(step.arguments).flatMap(argument =>
    argument.kind === 'address' ? [argument.of] : [],
  )
  addresses.set(step, objects)
  return objects
}

/** Poisons variables and buffers again before each call, unless the program put something there. */
function poisonOutputs(program: Program, step: Step): void {
  const assigned = new Set((step.assign ?? []).map(({ object }) => object))
  for (const name of addressed(step)) {
    const placed = program.arena.placed[name]
    if (
      placed &&
      !assigned.has(name) &&
      (placed.object.kind === 'variable' || placed.object.kind === 'buffer')
    )
      poisonObject(program.arena.memory, placed)
  }
}

function prepareValue(program: Program, argument: Argument, parameter: AbiParameter): ForeignValue {
  const { pointerBytes } = program.plan
  const value = evaluate(argument, program.sources)
  // Addresses come from the FFI itself; only a value that the program passes as a number can lose its upper half.
  const passed = argument.kind === 'address' ? value : pass(value, parameter.passing, pointerBytes)
  return shapeFor(parameter, passed, pointerBytes)
}

function prepareValues(program: Program, step: Step, declared: AbiFunction): ForeignValue[] {
  return declared.parameters.map(parameter => {
    const argument = step.arguments[parameter.name]
    if (!argument) throw new Error(`The step '${step.id}' gives no argument ${parameter.name}`)
    return prepareValue(program, argument, parameter)
  })
}

function shapeOf(value: ForeignValue | undefined): Shape {
  if (value === undefined) return 'undefined'
  return typeof value === 'bigint' ? 'bigint' : 'number'
}

function callOnce(program: Program, step: Step): Call {
  const declared = declaredFunction(program, step.function)
  const foreign = bound(program, step.function)
  const values = prepareValues(program, step, declared)
  if (!step.keepLastError) program.kernel.preset(presetError)
  const atUs = program.kernel.nowUs()
  const returned = foreign(...values)
  const shape = program.kernel.lastShape?.() ?? shapeOf(returned)
  const lastError = program.kernel.lastError()
  const ntStatus = program.kernel.ntStatus()
  const elapsedUs = Math.round(program.kernel.nowUs() - atUs)
  const failed = saysFailure(
    step.function,
    BigInt(returned ?? 0),
    declared.returns.declared,
    program.plan.pointerBytes,
    lastError === presetError ? 0 : lastError,
  )
  const code =
    prototypeOf(step.function).failure === 'returns-code'
      ? Number(BigInt.asUintN(32, BigInt(returned ?? 0)))
      : lastError
  return { declared, values, returned, shape, failed, lastError: code, ntStatus, elapsedUs, atUs }
}

/** Makes the call of a step, repeatedly where the step waits for an effect. Throws what the FFI or the plan refuses. */
export function makeCall(program: Program, step: Step): Call {
  const until =
    step.until?.unlessDone !== undefined && program.done.has(step.until.unlessDone)
      ? undefined
      : step.until
  const limitUs = program.kernel.nowUs() + (until?.withinMs ?? 0) * 1000
  for (;;) {
    poisonOutputs(program, step)
    assignAll(program, step)
    const made = callOnce(program, step)
    if (!until || made.failed || program.kernel.nowUs() > limitUs) return made
    if (readField(program.arena, until.object, until.field) >= BigInt(until.atLeast)) return made
    program.kernel.pause((limitUs - program.kernel.nowUs()) / 1000)
  }
}
