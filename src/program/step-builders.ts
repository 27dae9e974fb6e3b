import type { Argument, Assignment, Step, StepGroup } from './step.ts'
import type { ConstantName } from '../declare/win32/constants.ts'
import type { FunctionName, ParameterName } from '../declare/win32/functions.ts'
import type { StructName } from '../declare/win32/structs.ts'

/** The arguments of a function, by its documented parameter names; a missing one does not compile. */
export type Arguments<F extends FunctionName> = { readonly [P in ParameterName<F>]: Argument }

type Extras = Omit<Partial<Step>, 'id' | 'function' | 'title' | 'group' | 'arguments'>

/** NULL. */
export const nothing: Argument = { kind: 'null' }

/** A number of at most 32 bits. */
export function number(value: number): Argument {
  return { kind: 'number', value }
}

/** Constants combined by bitwise or. */
export function flags(...names: readonly ConstantName[]): Argument {
  return { kind: 'flags', names }
}

/** The value kept by an earlier step. */
export function variable(name: string): Argument {
  return { kind: 'variable', name }
}

/** The address of a memory object. */
export function address(of: string): Argument {
  return { kind: 'address', of }
}

/** The size that the program states for a struct. */
export function sizeOf(struct: StructName): Argument {
  return { kind: 'size-of', struct }
}

/** One call. */
export function step<F extends FunctionName>(
  id: string,
  group: StepGroup,
  name: F,
  title: string,
  values: Arguments<F>,
  extras: Extras = {},
): Step {
  return { id, function: name, title, group, arguments: values, ...extras }
}

/** Assigns numbers to fields of a struct before the call. */
export function assign(
  object: string,
  fields: Readonly<Record<string, number | Argument>>,
): Assignment[] {
  return Object.entries(fields).map(([field, value]) => ({
    object,
    field,
    value: typeof value === 'number' ? number(value) : value,
  }))
}

/** An OVERLAPPED as a program initialises it: all zeros and the event. */
export function overlapped(object: string, event: Argument): Assignment[] {
  return assign(object, {
    Internal: 0,
    InternalHigh: 0,
    Pointer: 0,
    Offset: 0,
    OffsetHigh: 0,
    hEvent: event,
  })
}
