import type { FailureTest } from '../../model.ts'
import type { PythonNode } from './syntax.ts'
import type { CtypesType } from './ctype.ts'

/** What is known of a Python value without running the program. */
export type PyValue =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'string'; readonly value: string }
  /** `names`: of a named tuple, or of one that the standard library gives. */
  | {
      readonly kind: 'list'
      readonly items: readonly PyValue[]
      readonly names?: readonly string[]
    }
  | { readonly kind: 'dict'; readonly entries: Map<string, DictEntry> }
  | { readonly kind: 'type'; readonly type: CtypesType }
  | Instance
  | { readonly kind: 'module'; readonly scope: Scope }
  /** An object with attributes: `self`, a class that is no Structure. All objects of a class share them. */
  | { readonly kind: 'object'; readonly scope: Scope; readonly isInstance?: true }
  | { readonly kind: 'loader'; readonly convention: 'stdcall' | 'cdecl' }
  | { readonly kind: 'library'; readonly library: CtypesLibrary }
  | { readonly kind: 'foreign'; readonly foreign: CtypesFunction }
  /** What a foreign function returned; the tests of it are collected here. `isKept`: in an attribute, where truth says whether it is there. */
  | { readonly kind: 'result'; readonly result: ForeignResult; readonly isKept?: true }
  | PyFunction
  /** A method of a text, a list, a dictionary or a type. */
  | { readonly kind: 'method'; readonly of: PyValue; readonly name: string }
  | { readonly kind: 'partial'; readonly callee: PyValue; readonly values: readonly PyValue[] }
  /** A function of ctypes or the standard library that the audit knows. */
  | { readonly kind: 'builtin'; readonly name: string }

/** An object of a type; `value` where it was made from a known number, `isOpen` where somebody may have changed it since. */
export interface Instance {
  readonly kind: 'instance'
  readonly type: CtypesType
  readonly value?: bigint
  /** Made without a value, so it is zero. It has no `value`, because most such objects are made to be written to. */
  readonly isZero?: true
  isOpen?: true
}

export interface PyFunction {
  readonly kind: 'def'
  readonly name: string
  /** A definition or a lambda. */
  readonly node: PythonNode
  readonly scope: Scope
  readonly file: string
}

export interface DictEntry {
  readonly key: PyValue
  readonly value: PyValue
}

export const unknown: PyValue = { kind: 'unknown' }
export const none: PyValue = { kind: 'none' }

/** `text.encode('utf-16-le')`: bytes that a function takes for wide text. */
export const wideText: PyValue = {
  kind: 'instance',
  type: { kind: 'pointer', name: 'bytes in UTF-16', text: 2 },
}

export interface CtypesLibrary {
  /** File name in lower case; empty where it is not known. */
  readonly name: string
  readonly convention: 'stdcall' | 'cdecl'
  readonly functions: Map<string, CtypesFunction>
}

export interface At {
  readonly file: string
  readonly line: number
}

export interface ForeignCall {
  readonly values: readonly PyValue[]
  readonly at: At
  readonly result: ForeignResult
}

/** A function of a library with whatever was said about it, in whichever order. */
export interface CtypesFunction {
  readonly name: string
  readonly library: CtypesLibrary
  restype:
    | { readonly type: CtypesType | undefined; readonly value: PyValue; readonly at: At }
    | undefined
  argtypes: { readonly types: readonly CtypesType[] | 'unknown'; readonly at: At } | undefined
  errcheck: PyValue | undefined
  /** Attributes that were set and mean nothing to ctypes, such as `restypes`. */
  readonly misspelt: { readonly attribute: string; readonly meant: string; readonly at: At }[]
  readonly calls: ForeignCall[]
}

/** `isChecker`: the argument of a function that is handed the result, not the value of a call. */
export interface ForeignResult {
  readonly foreign: CtypesFunction
  readonly tests: FailureTest[]
  readonly at: At
  readonly isChecker?: true
  /** The call of a function of the program in which it was made. */
  readonly frame: number
  /** Whether the program looks at it at all. */
  isRead: boolean
}

/** Names of a module, class or function, with the scope around it. */
export interface Scope {
  readonly names: Map<string, PyValue>
  readonly parent?: Scope | undefined
  /** Classes that a class is made from. */
  readonly bases?: readonly Scope[]
  /** Names that functions change: a number, a text or None in one of them is not known. */
  readonly varying?: Set<string>
  /** Names of a function that are those of the module. */
  globals?: Set<string>
}

/** Lookups go no deeper: classes may be made from each other. */
const deepestInheritance = 32

export function lookUp(scope: Scope | undefined, name: string): PyValue | undefined {
  for (let at = scope; at; at = at.parent) {
    const value = at.names.get(name)
    if (value) return value
  }
  return undefined
}

/** The scope itself, or the first around it that is no class. */
export function outsideClasses(scope: Scope): Scope {
  return scope.bases && scope.parent ? outsideClasses(scope.parent) : scope
}

/** An attribute of an object: its own, or one of the classes that it is made from. */
export function memberOf(scope: Scope, name: string, depth = 0): PyValue | undefined {
  const own = scope.names.get(name)
  if (own || depth > deepestInheritance) return own
  for (const base of scope.bases ?? []) {
    const value = memberOf(base, name, depth + 1)
    if (value) return value
  }
  return undefined
}

/** A value that decides nothing where it may be another one later; what is declared stays. */
export function settle(value: PyValue): PyValue {
  return value.kind === 'none' || value.kind === 'int' || value.kind === 'string' ? unknown : value
}

/** The module around a scope. */
export function moduleOf(scope: Scope): Scope {
  let at = scope
  while (at.parent) at = at.parent
  return at
}

/** A key of a dictionary; undefined for what is none that is known. */
export function keyOf(value: PyValue): string | undefined {
  if (value.kind === 'string') return `s${value.value}`
  return value.kind === 'int' ? `i${value.value}` : undefined
}

/** Items of a value that can be iterated over; undefined where they are not known. */
export function itemsOf(value: PyValue | undefined): readonly PyValue[] | undefined {
  if (value?.kind === 'list') return value.items
  if (value?.kind === 'dict') return [...value.entries.values()].map(({ key }) => key)
  return undefined
}
