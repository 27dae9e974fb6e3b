import { narrow } from '../declare/win32/c-types.ts'
import { constants } from '../declare/win32/constants.ts'
import { prototypeOf, type FunctionName } from '../declare/win32/functions.ts'
import { familyIn } from '../declare/win32/handles.ts'
import { isStructName } from '../declare/win32/structs.ts'
import { win32Type, type Win32TypeName } from '../declare/win32/types.ts'
import type { Plan } from './plan.ts'
import { roomOf } from './room.ts'
import type { Argument, MemoryObject, Step } from './step.ts'

const wideTexts: readonly Win32TypeName[] = ['LPCWSTR', 'PCWSTR']
/** The predefined keys, HKEY_CLASSES_ROOT to HKEY_DYN_DATA. */
const predefinedKeys = { first: 0x80000000, last: 0x80000006 }

/** The kind of object that a handle refers to, where a handle of another kind would be used as an address. */
export function resourceOf(name: FunctionName, type: Win32TypeName): string {
  const family = familyIn(name, type)
  if (family !== 'pointer-like' || type !== 'HANDLE') return type
  return name.startsWith('Heap') ? 'heap' : 'search'
}

/** The variables so far, by the kind of object that they refer to. */
export type VariableKinds = ReadonlyMap<string, string>

/** The value of a number, constants or NULL; `undefined` for a value known only at run time. */
export function literalOf(argument: Argument): number | undefined {
  if (argument.kind === 'number') return argument.value
  if (argument.kind === 'null') return 0
  return argument.kind === 'flags'
    ? argument.names.reduce((sum, one) => (sum | constants[one]) >>> 0, 0)
    : undefined
}

/** An object of the plan's memory; `undefined` where there is none of that name. */
export function objectOf(plan: Plan, name: string): MemoryObject | undefined {
  return Object.hasOwn(plan.memory, name) ? plan.memory[name] : undefined
}

/** What the callee reads in a 32-bit parameter: the value after its declaration cut and widened it. */
function receivedSize(plan: Plan, step: Step, parameter: string): number | undefined {
  const value = literalOf(step.arguments[parameter] ?? { kind: 'null' })
  const slot = plan.abi.functions[step.function]?.parameters.find(({ name }) => name === parameter)
  return value === undefined || !slot
    ? undefined
    : Number(BigInt.asUintN(32, narrow(BigInt(value), slot.declared, plan.pointerBytes)))
}

function sizeOfObject(object: MemoryObject | undefined): number {
  if (object?.kind === 'buffer') return object.bytes
  return object?.kind === 'bytes' ? object.hex.length / 2 : 0
}

function handleProblem(
  step: Step,
  type: Win32TypeName,
  argument: Argument,
  variables: VariableKinds,
): string | undefined {
  const resource = resourceOf(step.function, type)
  if (argument.kind === 'null') return undefined
  if (argument.kind === 'variable')
    return variables.get(argument.name) === resource
      ? undefined
      : `a variable that an earlier step kept from a ${resource} was expected`
  const key = argument.kind === 'number' ? argument.value >>> 0 : 0
  if (type === 'HKEY' && key >= predefinedKeys.first && key <= predefinedKeys.last) return undefined
  return 'a handle is given as a variable or as null'
}

function untypedProblem(
  plan: Plan,
  step: Step,
  parameter: string,
  object: MemoryObject | undefined,
): string | undefined {
  const room = roomOf(step.function, parameter)
  const size = room?.size === undefined ? 1 : receivedSize(plan, step, room.size)
  if (!room) return 'only null can be given here'
  if (object?.kind !== 'buffer' && object?.kind !== 'bytes')
    return 'the address of a buffer was expected'
  const fits = size !== undefined && size * room.bytes <= sizeOfObject(object)
  return fits
    ? undefined
    : `${room.size ?? 'the callee'} asks for more than the ${sizeOfObject(object)} bytes of the object`
}

function addressProblem(
  plan: Plan,
  step: Step,
  parameter: string,
  type: Win32TypeName,
  of: string,
): string | undefined {
  const object = objectOf(plan, of)
  if (!object) return `there is no memory object '${of}'`
  const { pointsTo } = win32Type(type)
  if (wideTexts.includes(type))
    return object.kind === 'text' ? undefined : 'the address of a text was expected'
  if (type === 'LPCSTR')
    return object.kind === 'ascii'
      ? undefined
      : 'the address of a text of 8-bit characters was expected'
  if (pointsTo === undefined || pointsTo === 'GUID')
    return untypedProblem(plan, step, parameter, object)
  if (isStructName(pointsTo))
    return object.kind === 'struct' && object.struct === pointsTo
      ? undefined
      : `the address of a struct ${pointsTo} was expected`
  return object.kind === 'variable' && object.type === pointsTo
    ? undefined
    : `the address of a variable ${pointsTo} was expected`
}

/** What is wrong with one argument of a step; `undefined` where nothing is. */
export function argumentProblem(
  plan: Plan,
  step: Step,
  parameter: string,
  type: Win32TypeName,
  argument: Argument,
  variables: VariableKinds,
): string | undefined {
  if (familyIn(step.function, type) !== undefined)
    return handleProblem(step, type, argument, variables)
  if (win32Type(type).c === 'void *') {
    if (argument.kind === 'null') return undefined
    return argument.kind === 'address'
      ? addressProblem(plan, step, parameter, type, argument.of)
      : "an address of the plan's memory or null was expected"
  }
  return literalOf(argument) === undefined && argument.kind !== 'size-of'
    ? 'a number was expected'
    : undefined
}

/** A step may open only the device of the plan, or nothing: no other path. */
export function pathProblem(step: Step): string | undefined {
  const parameter =
    step.function === 'CreateFileW'
      ? 'lpFileName'
      : step.function === 'CreateNamedPipeW'
        ? 'lpName'
        : undefined
  const argument = parameter === undefined ? undefined : step.arguments[parameter]
  if (!argument || (argument.kind === 'address' && argument.of === 'path')) return undefined
  return `arguments.${parameter}: the address of 'path', the device of the plan, was expected`
}

/** Checks that exactly the documented parameters are given. */
export function namesProblem(step: Step): string | undefined {
  const names = Object.keys(prototypeOf(step.function).parameters)
  const same =
    names.length === Object.keys(step.arguments).length &&
    names.every(name => Object.hasOwn(step.arguments, name))
  return same
    ? undefined
    : `arguments: exactly ${names.length === 0 ? 'none' : names.join(', ')} were expected`
}
