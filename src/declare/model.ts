import type { Architecture, PointerBytes } from './win32/architecture.ts'
import type { TypeInfo } from './widths/table.ts'
import type { Passing } from './deviation.ts'
import type { Level } from './level.ts'
import type { Sentinel } from './failures.ts'

/**
 * What a program declared, in words that no FFI owns. A reader (`koffi/`, `ctypes/`) makes these, once for each
 * architecture, because a declaration may have another width on each; the rules compare them with the table.
 */
export type Declaration =
  | DeclaredFunction
  | DeclaredStruct
  | DeclaredAlias
  | DeclaredCallback
  | Comparison
  | StatedSize

/** Where a declaration was made. Lines count from 1. */
export interface Place {
  readonly file?: string
  readonly line?: number
}

/** A type as a program declared it, resolved for one architecture. Widths in bytes. */
export interface DeclaredType {
  /** As the program wrote it, as far as that is known. */
  readonly spelled: string
  readonly kind: 'void' | 'signed' | 'unsigned' | 'float' | 'pointer' | 'struct' | 'unknown'
  readonly bytes: number
  /** What a pointer points at, where the declaration says it. */
  readonly to?: DeclaredType
  /** Bytes of a character, where the FFI takes the pointer for text and converts it. */
  readonly text?: 1 | 2 | 4
  /** How the value is handed over, where it is in another way than the type says. */
  readonly passing?: Passing
  /** Of a variable: it is zero before the call. */
  readonly isNew?: true
  /** It is one variable, and not the first of several or raw memory. */
  readonly isVariable?: true
  /** Of a struct: how it is laid out. It may bear a name of the program's own. */
  readonly struct?: DeclaredStruct
  /** Of a pointer to a function that Windows is to call. */
  readonly callback?: Pick<DeclaredCallback, 'convention' | 'result' | 'parameters'>
}

/** Nothing was declared there, and the FFI falls back on a type of its own. */
export interface Undeclared {
  readonly kind: 'undeclared'
  readonly fallback: DeclaredType
  /** Of parameters: the positions at which calls pass what the FFI does not know the width of; absent where no call was seen. */
  readonly positions?: readonly number[]
  /** Those of them at which a plain number is passed for certain. */
  readonly certain?: readonly number[]
  /** Those of them at which a negative number or a pseudo handle is passed. */
  readonly negative?: readonly number[]
}

/** A call that was seen, with the types of what it passes, as far as they are known. */
export interface DeclaredCall {
  readonly values: readonly (DeclaredType | undefined)[]
  readonly place: Place
}

/** An attribute that was set and that the FFI does not look at. */
interface IgnoredAttribute {
  readonly attribute: string
  /** The one that was meant. */
  readonly meant: string
  readonly place: Place
}

export interface DeclaredFunction {
  readonly kind: 'function'
  readonly name: string
  /** DLL as the program named it, where it is known. */
  readonly library?: string
  /** As the program said; absent where it left that to the FFI. */
  readonly convention?: 'stdcall' | 'cdecl' | 'other'
  readonly result: DeclaredType | Undeclared
  readonly parameters: readonly DeclaredType[] | Undeclared
  readonly variadic?: true
  readonly place: Place
  /** Places that differ from the place of the whole. */
  readonly resultPlace?: Place
  readonly parametersPlace?: Place
  /** Whether calls were seen, and none of them looks at the result. */
  readonly isResultUnread?: true
  /** Calls whose values have types of their own: where no parameters are declared, or `void *`, those count. */
  readonly calls?: readonly DeclaredCall[]
  /** Of declared parameters: the positions at which a call passes a negative number or a pseudo handle. */
  readonly negative?: readonly number[]
  readonly ignored?: readonly IgnoredAttribute[]
}

export interface DeclaredField {
  readonly name: string
  readonly type: DeclaredType
  readonly offset: number
  /** Bits, for a bit field. */
  readonly bits?: number
  readonly place?: Place
}

export interface DeclaredStruct {
  readonly kind: 'struct'
  readonly name: string
  readonly bytes: number
  readonly fields: readonly DeclaredField[]
  /** Whether the program never makes one, and so looks only at those that Windows made. */
  readonly isView?: true
  /** Whether the program alone fills and reads it: it is neither passed to a function nor copied from or to memory. */
  readonly isOwn?: true
  readonly place: Place
}

/** A name given to a type, for example `HANDLE = c_int`. */
export interface DeclaredAlias {
  readonly kind: 'alias'
  readonly name: string
  readonly type: DeclaredType
  readonly place: Place
}

export interface DeclaredCallback {
  readonly kind: 'callback'
  readonly name: string
  readonly convention?: 'stdcall' | 'cdecl' | 'other'
  readonly result: DeclaredType
  readonly parameters: readonly DeclaredType[]
  readonly place: Place
}

/** A value as a program writes it. `null` is its word for nothing: null, None. An `address` is equal to no number. */
export type Value =
  | { readonly kind: 'number' | 'bigint' | 'address'; readonly value: bigint }
  | { readonly kind: 'null' }
  /** Anything that counts as false: zero and nothing. */
  | { readonly kind: 'falsy' }
  /** An object of the FFI, which is equal only to itself. */
  | { readonly kind: 'object' }

/** One look at what a function returned, to see whether it failed. */
export interface FailureTest {
  /** As in the program, for example `handle === -1`. */
  readonly spelled: string
  readonly value: Value
  /** Whether number and bigint of the same value count as the same, as with `==`. */
  readonly loose: boolean
  /** The result was cut to 32 bits before it was compared. */
  readonly isCut?: true
}

/** What a function returned, compared with constants to see whether it failed. One right test is enough. */
export interface Comparison {
  readonly kind: 'comparison'
  readonly function: string
  readonly tests: readonly FailureTest[]
  readonly result: DeclaredType | Undeclared
  readonly place: Place
}

/** A number written into the field of a struct that says how large the struct is. */
export interface StatedSize {
  readonly kind: 'size'
  readonly struct: string
  readonly field: string
  readonly value: number
  /** Whether the program computes it from a declaration of its own; a number that it writes may be one of an older form. */
  readonly isComputed?: true
  readonly place: Place
}

/** How an FFI fills the upper half of a 64-bit slot from a value declared with 32 bits; unsigned ones are filled with zeros everywhere. */
export type Widening = 'sign' | 'zero'

/** What differs from FFI to FFI, given to the rules by the reader. */
export interface Vocabulary {
  /** Name of the FFI. */
  readonly name: string
  /** Its name in the recorded measurements; absent where no host is it. */
  readonly ffi?: string
  /** Name of the language. */
  readonly language: string
  /** Said of every consequence where nothing was measured with the FFI, with the source. */
  readonly unmeasured?: string
  /** What to write for a true type; a field may need another word than a parameter. */
  spell(type: TypeInfo, pointerBytes: PointerBytes, at?: 'field'): string
  /** What to write for an array that lies in a struct. */
  spellArray(element: TypeInfo, count: number, pointerBytes: PointerBytes): string
  /** What the program gets to see, declared as `result`, when a function returns that failure value. */
  failureValues(
    result: DeclaredType,
    sentinel: Sentinel,
    pointerBytes: PointerBytes,
  ): readonly Value[]
  /** How to test for that failure. */
  failureTest(sentinel: Sentinel): string
  /** What the wrong calling convention does on ia32, and how bad that is. */
  wrongConvention(declared: 'stdcall' | 'cdecl' | 'other'): {
    readonly level: Level
    readonly consequence: string
  }
  /** What to write for a function, or for a callback, of a calling convention. */
  declareConvention(convention: 'stdcall' | 'cdecl', of: 'function' | 'callback'): string
  /** What becomes of the upper half of a 64-bit slot when the value is declared with 32 bits; absent where that was not measured. */
  widening?(architecture: Architecture): Widening | undefined
  /** What happens on ia32 when a call passes another number of stack bytes than the function removes. Ends a sentence. */
  readonly unbalanced: string
  /** What happens where the function writes more bytes than the declared variable has, if not an overwriting of memory. */
  readonly narrowCell?: string
  /** What an undeclared parameter does to a value that is wider than the fallback. */
  readonly undeclaredParameters: string
  /** What to write to declare a result and parameters. */
  declareResult(functionName: string, type: string): string
  declareParameters(functionName: string, types: readonly string[]): string
}
