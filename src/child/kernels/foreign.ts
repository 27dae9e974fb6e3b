import type { AbiFunction, AbiSlot } from '../../declare/win32/abi.ts'
import type { PointerBytes } from '../../declare/win32/architecture.ts'
import { bytesOf, type CType } from '../../declare/win32/c-types.ts'
import { prototypeOf, type FunctionName } from '../../declare/win32/functions.ts'
import { win32Type } from '../../declare/win32/types.ts'
import { ownPointerBytes, type Signature } from '../../hosts/host.ts'
import { ownCallbacks } from '../ffi.ts'
import type { ForeignFunction, ForeignValue } from './kernel.ts'

/** One callee behind a function pointer, with true values as arguments and result. Unsigned. */
export type Implementation = (values: readonly bigint[]) => bigint

/**
 * The type to declare to the FFI. The pointer width of the lane can differ from that of this process, so pointers
 * become integers of the lane's width.
 */
function fixedType(type: CType, pointerBytes: PointerBytes): CType {
  if (bytesOf(type, 8) === bytesOf(type, 4)) return type
  if (type === 'intptr_t') return pointerBytes === 8 ? 'int64_t' : 'int32_t'
  return pointerBytes === 8 ? 'uint64_t' : 'uint32_t'
}

/** A `void *` is always a bigint in JavaScript; the integer declared in its place may arrive as a number. */
function shapeLike(slot: AbiSlot, value: ForeignValue | undefined): ForeignValue | undefined {
  return slot.declared === 'void *' && typeof value === 'number' ? BigInt(value) : value
}

function toValue(slot: AbiSlot, value: bigint, pointerBytes: PointerBytes): ForeignValue {
  const bits = 8 * bytesOf(slot.declared, pointerBytes)
  return bits > 32 ? BigInt.asIntN(64, value) : Number(BigInt.asIntN(bits, value))
}

function trueParameterTypes(name: FunctionName, pointerBytes: PointerBytes): CType[] {
  return Object.values(prototypeOf(name).parameters).map(type =>
    fixedType(win32Type(type).c, pointerBytes),
  )
}

/** A function pointer with the true prototype. Each call through it sets the implementation first. */
interface Callee {
  readonly pointer: bigint
  implementation: Implementation
  /** The pointer as something to call, by the declaration. */
  readonly calls: Map<string, ForeignFunction>
}

/** Every callee of this process: an FFI keeps what was registered as long as the process, and its plans need the same functions. */
const callees = new Map<string, Callee>()

/** The callee of a function, registered once. Its implementation gets values made unsigned at their true width. */
function calleeOf(
  name: FunctionName,
  convention: Signature['convention'],
  pointerBytes: PointerBytes,
): Callee {
  const key = `${name} ${convention} ${pointerBytes}`
  const known = callees.get(key)
  if (known) return known
  const { parameters, returns } = prototypeOf(name)
  const bits = Object.values(parameters).map(type => 8 * bytesOf(win32Type(type).c, pointerBytes))
  const returnSlot: AbiSlot = { type: returns, declared: win32Type(returns).c, passing: 'plain' }
  const signature = {
    convention,
    returns: fixedType(returnSlot.declared, pointerBytes),
    parameters: trueParameterTypes(name, pointerBytes),
  }
  const callback = (...values: ForeignValue[]): ForeignValue | undefined => {
    const result = made.implementation(
      values.map((value, index) => BigInt.asUintN(bits[index] ?? 64, BigInt(value ?? 0))),
    )
    return returnSlot.declared === 'void' ? undefined : toValue(returnSlot, result, pointerBytes)
  }
  const made: Callee = {
    pointer: ownCallbacks().register(signature, callback),
    implementation: () => {
      throw new Error(`Nothing stands behind ${name} yet`)
    },
    calls: new Map(),
  }
  callees.set(key, made)
  return made
}

function callAs({ pointer, calls }: Callee, signature: Signature): ForeignFunction {
  const key = [signature.convention, signature.returns, ...signature.parameters].join()
  const call = calls.get(key) ?? ownCallbacks().at(pointer, signature)
  calls.set(key, call)
  return call
}

/** What the second result register holds after a 32-bit callee that fills only the first: a value seen under Wine. */
const leftover = 0x3e5n

/**
 * Emulates a 32-bit declaration on a 64-bit host: arguments are passed in 32-bit slots, so a 64-bit one takes two
 * and shifts those after it, and a 64-bit result is read from two registers of which the callee filled one. On a
 * 32-bit host the FFI itself does this.
 */
function throughSlots(declared: AbiFunction): Slots {
  const isWide = (slot: AbiSlot): boolean => bytesOf(slot.declared, 4) === 8
  const halves = (value: ForeignValue): ForeignValue[] => [
    Number(BigInt.asUintN(32, BigInt(value))),
    Number(BigInt.asUintN(32, BigInt(value) >> 32n)),
  ]
  const join = (low: ForeignValue | undefined): ForeignValue => {
    const whole = (leftover << 32n) | BigInt.asUintN(32, BigInt(low ?? 0))
    return whole > Number.MAX_SAFE_INTEGER ? whole : Number(whole)
  }
  return {
    types: declared.parameters.flatMap(slot =>
      isWide(slot) ? ['uint32_t', 'uint32_t'] : [fixedType(slot.declared, 4)],
    ),
    returns: isWide(declared.returns) ? 'uint32_t' : fixedType(declared.returns.declared, 4),
    split: values =>
      values.flatMap((value, index) =>
        isWide(declared.parameters[index] ?? declared.returns) ? halves(value) : [value],
      ),
    join: isWide(declared.returns) ? join : value => value,
  }
}

/** How the arguments and the result of a declaration are passed. */
interface Slots {
  readonly types: readonly CType[]
  readonly returns: CType
  split(values: readonly ForeignValue[]): readonly ForeignValue[]
  join(result: ForeignValue | undefined): ForeignValue | undefined
}

function asDeclared(declared: AbiFunction, pointerBytes: PointerBytes): Slots {
  return {
    types: declared.parameters.map(parameter => fixedType(parameter.declared, pointerBytes)),
    returns: fixedType(declared.returns.declared, pointerBytes),
    split: values => values,
    join: result => result,
  }
}

function slotsOf(declared: AbiFunction, pointerBytes: PointerBytes): Slots {
  return pointerBytes === 4 && ownPointerBytes === 8
    ? throughSlots(declared)
    : asDeclared(declared, pointerBytes)
}

/**
 * Function pointers of the true prototypes over JavaScript implementations, each callable through any declaration.
 * The tagged and the simulated kernel put these behind the FFI.
 */
export function foreignTable(
  implement: (name: FunctionName) => Implementation,
  convention: Signature['convention'],
  pointerBytes: PointerBytes,
): {
  bind(name: FunctionName, declared: AbiFunction): ForeignFunction
} {
  return {
    bind(name, declared) {
      const slots = slotsOf(declared, pointerBytes)
      const callee = calleeOf(name, convention, pointerBytes)
      const implementation = implement(name)
      const foreign = callAs(callee, {
        convention: declaredConvention(declared, convention),
        returns: slots.returns,
        parameters: slots.types,
      })
      return (...values) => {
        callee.implementation = implementation
        return shapeLike(declared.returns, slots.join(foreign(...slots.split(values))))
      }
    },
  }
}

function declaredConvention(
  declared: AbiFunction,
  convention: Signature['convention'],
): Signature['convention'] {
  return convention === '__stdcall' ? declared.convention : convention
}
