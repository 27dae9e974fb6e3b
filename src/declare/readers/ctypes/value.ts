import type { FailureTest } from '../../model.ts'
import type { SyntaxNode } from './parse.ts'
import type { CType } from './ctype.ts'

/** What is known of a Python value without running the program. */
export type PyValue =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly PyValue[] }
  | { readonly kind: 'dict'; readonly entries: Map<string, PyValue> }
  | { readonly kind: 'type'; readonly type: CType }
  /** An object of a type; `value` where it was made from a known number. */
  | { readonly kind: 'instance'; readonly type: CType; readonly value?: bigint }
  | { readonly kind: 'module'; readonly scope: Scope }
  /** An object with attributes: `self`, a class that is no Structure. */
  | { readonly kind: 'object'; readonly scope: Scope }
  | { readonly kind: 'loader'; readonly convention: 'stdcall' | 'cdecl' }
  | { readonly kind: 'library'; readonly library: Library }
  | { readonly kind: 'foreign'; readonly foreign: ForeignFunction }
  /** What a foreign function returned; the tests of it are collected here. `isKept`: in an attribute, where truth says whether it is there. */
  | { readonly kind: 'result'; readonly result: ForeignResult; readonly isKept?: true }
  | {
      readonly kind: 'def'
      readonly name: string
      readonly node: SyntaxNode
      readonly scope: Scope
      readonly file: string
    }
  /** A function of ctypes or the standard library that the audit knows. */
  | { readonly kind: 'builtin'; readonly name: string }

export const unknown: PyValue = { kind: 'unknown' }

export interface Library {
  readonly name: string
  readonly convention: 'stdcall' | 'cdecl'
  readonly functions: Map<string, ForeignFunction>
}

interface At {
  readonly file: string
  readonly line: number
}

/** A function of a library with whatever was said about it, in whichever order. */
export interface ForeignFunction {
  readonly name: string
  readonly library: Library
  restype:
    { readonly type: CType | undefined; readonly value: PyValue; readonly at: At } | undefined
  argtypes: { readonly types: readonly CType[] | 'unknown'; readonly at: At } | undefined
  errcheck: PyValue | undefined
  readonly calls: { readonly values: readonly PyValue[]; readonly at: At }[]
}

/** `isChecker`: the argument of a function that is handed the result, not the value of a call. */
export interface ForeignResult {
  readonly foreign: ForeignFunction
  readonly tests: FailureTest[]
  readonly at: At
  readonly isChecker?: true
}

/** Names of a module, class or function, with the scope around it. */
export interface Scope {
  readonly names: Map<string, PyValue>
  readonly parent?: Scope
}

export function lookUp(scope: Scope | undefined, name: string): PyValue | undefined {
  for (let at = scope; at; at = at.parent) {
    const value = at.names.get(name)
    if (value) return value
  }
  return undefined
}
