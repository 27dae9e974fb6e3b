import { constants } from '../declare/win32/constants.ts'
import type { Passing, AbiSlot } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf, narrow } from '../declare/win32/c-types.ts'
import type { PlanAbi } from '../program/plan.ts'
import { statedSize } from '../program/stated-size.ts'
import type { Argument } from '../program/step.ts'
import type { ForeignValue } from './kernels/kernel.ts'

/** The garbage in the upper half of a slot under `upper-garbage`. */
const garbage = 0x5eed0badn

/** Sources of the values of variables and addresses. */
export interface ValueSources {
  readonly abi: PlanAbi
  readonly pointerBytes: PointerBytes
  variable(name: string): ForeignValue
  address(object: string): bigint
}

/** The value of an argument in the program, before it is passed to the FFI. */
export function evaluate(argument: Argument, sources: ValueSources): ForeignValue {
  switch (argument.kind) {
    case 'null':
      return 0
    case 'number':
      return argument.value
    case 'flags':
      return argument.names.reduce((sum, name) => (sum | constants[name]) >>> 0, 0)
    case 'variable':
      return sources.variable(argument.name)
    case 'address':
      return sources.address(argument.of)
    case 'size-of':
      return statedSize(sources.abi, argument.struct, sources.pointerBytes)
  }
}

/** A checked conversion to 32 bits, as ctypes performs for an undeclared int and .NET in IntPtr.ToInt32. */
function check32(value: ForeignValue): ForeignValue {
  const wide = BigInt(value)
  if (wide === BigInt.asIntN(32, wide) || wide === BigInt.asUintN(32, wide)) return value
  throw new RangeError(`0x${BigInt.asUintN(64, wide).toString(16)} does not fit into 32 bits`)
}

/** A value as it is passed under a passing mode, in a process with pointers of `pointerBytes`. */
export function pass(
  value: ForeignValue,
  passing: Passing,
  pointerBytes: PointerBytes,
): ForeignValue {
  if (passing === 'checked-32') return check32(value)
  if (passing === 'plain' || pointerBytes === 4) return value
  if (passing === 'double') return BigInt(Number(BigInt.asIntN(64, BigInt(value))))
  const upper = passing === 'upper-ones' ? 0xffffffffn : garbage
  return (upper << 32n) | BigInt.asUintN(32, BigInt(value))
}

/** A value in the JavaScript form that a host's FFI takes for a slot: pointers as unsigned bigint, the rest unchanged. */
export function shapeFor(
  slot: AbiSlot,
  value: ForeignValue,
  pointerBytes: PointerBytes,
): ForeignValue {
  return slot.declared === 'void *' ? BigInt.asUintN(8 * pointerBytes, BigInt(value)) : value
}

/**
 * What the callee receives in a slot of pointer width, after the FFI cut and widened the value. Unsigned. `sign`:
 * whether this FFI sign-extends to the full slot.
 */
export function received(
  value: ForeignValue,
  slot: AbiSlot,
  pointerBytes: PointerBytes,
  sign = true,
): bigint {
  const cut = narrow(BigInt(value), slot.declared, pointerBytes)
  const bits = sign ? 8 * pointerBytes : 8 * bytesOf(slot.declared, pointerBytes)
  return BigInt.asUintN(8 * pointerBytes, BigInt.asUintN(bits, cut))
}

/** A returned value in hexadecimal, unsigned at the width it was declared with. */
export function hexReturned(
  value: ForeignValue | undefined,
  slot: AbiSlot,
  pointerBytes: PointerBytes,
): string {
  const bits = Math.max(8, 8 * bytesOf(slot.declared, pointerBytes))
  return `0x${BigInt.asUintN(bits, BigInt(value ?? 0)).toString(16)}`
}
