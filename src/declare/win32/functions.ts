import type { Prototype } from './prototype.ts'
import { functions } from './truth.ts'

functions satisfies Readonly<Record<string, Prototype>>

/** A Win32 function of the table. */
export type FunctionName = keyof typeof functions

/** Names of the parameters of a function. */
export type ParameterName<F extends FunctionName> = keyof (typeof functions)[F]['parameters'] &
  string

/** Names of all functions, in the order of the tables. */
export const functionNames = Object.keys(functions) as FunctionName[]

/** The true prototype of a function. */
export function prototypeOf(name: FunctionName): Prototype {
  return functions[name]
}

/** Whether a text names a function of the table. */
export function isFunctionName(text: string): text is FunctionName {
  return Object.hasOwn(functions, text)
}
