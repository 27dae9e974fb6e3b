import type { Step } from '../program/step.ts'
import type { SentinelCheck, AbiSlot } from '../declare/win32/abi.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { prototypeOf } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { win32Type } from '../declare/win32/types.ts'
import type { Call } from './call.ts'
import type { ForeignValue } from './kernels/kernel.ts'
import { readField } from './memory.ts'
import type { Program } from './program.ts'

/** The value that the kernel returned: observed by the kernel itself, or reconstructed from the returned value. */
function trueValue(program: Program, slot: AbiSlot, step: Step, raw: ForeignValue): bigint {
  const seen = program.kernel.lastTrueHandle()
  const { pointerBytes } = program.plan
  if (seen !== undefined) return seen
  if (
    bytesOf(slot.declared, pointerBytes) >= pointerBytes ||
    familyIn(step.function, slot.type) !== 'kernel'
  )
    return BigInt.asUintN(8 * pointerBytes, BigInt(raw))
  // The platform guarantees that 32 bits carry a kernel handle, sign-extended.
  return BigInt.asUintN(8 * pointerBytes, BigInt.asIntN(32, BigInt(raw)))
}

/** Stores the values that a call returned or wrote in the variables that the step names. */
export function keepValues(program: Program, step: Step, made: Call): void {
  const failure = made.failed ? { openFailedWith: made.lastError } : {}
  if (step.keep !== undefined) {
    const kept = made.returned ?? 0
    program.history.keep(step.keep, {
      kept,
      true: trueValue(program, made.declared.returns, step, kept),
      openedBy: step.id,
      ...failure,
    })
  }
  if (step.load) {
    const kept = readField(program.arena, step.load.from, '')
    const placed = program.arena.placed[step.load.from]
    const { type, declared } =
      placed?.object.kind === 'variable' ? placed.object : { type: 'DWORD' as const }
    const slot: AbiSlot = {
      type,
      declared: declared ?? program.plan.abi.variables[type] ?? win32Type(type).c,
      passing: 'plain',
    }
    program.history.keep(step.load.variable, {
      kept,
      true: trueValue(program, slot, step, kept),
      openedBy: step.id,
      ...failure,
    })
  }
}

/** Records the handle that a successful call has closed. */
export function noteClosed(program: Program, step: Step): void {
  const { closes } = prototypeOf(step.function)
  const argument = closes === undefined ? undefined : step.arguments[closes]
  if (argument?.kind === 'variable') program.history.close(argument.name, step.id)
}

/** Whether the program recognises a failed open from the value it received. */
export function notices(
  check: SentinelCheck,
  value: ForeignValue,
  declared: AbiSlot,
  program: Program,
): boolean {
  const bits = 8 * bytesOf(declared.declared, program.plan.pointerBytes)
  switch (check) {
    case 'all-ones':
      return BigInt.asUintN(bits, BigInt(value)) === BigInt.asUintN(bits, -1n)
    case 'uint32-ones':
      return BigInt(value) === 0xffffffffn
    case 'zero':
      return BigInt(value) === 0n
    case 'strict-minus-one':
      return value === -1
    case 'unchecked':
      return false
  }
}
