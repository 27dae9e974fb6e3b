import type { CType } from '../declare/win32/c-types.ts'
import type { ConstantName } from '../declare/win32/constants.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import type { StructName } from '../declare/win32/structs.ts'
import type { Win32TypeName } from '../declare/win32/types.ts'

/** An argument of a call, as data. This set is closed: a step that needs more is a new feature of the interpreter. */
export type Argument =
  | { readonly kind: 'null' }
  /** a number of at most 32 bits, or a negative one that stands for a sign-extended constant */
  | { readonly kind: 'number'; readonly value: number }
  /** constants joined by a bitwise or */
  | { readonly kind: 'flags'; readonly names: readonly ConstantName[] }
  /** what an earlier step kept, in whatever shape the FFI gave it */
  | { readonly kind: 'variable'; readonly name: string }
  /** the address of an object of the plan's memory */
  | { readonly kind: 'address'; readonly of: string }
  /** the size the program states for a struct: the declared one, or its constant. Bytes */
  | { readonly kind: 'size-of'; readonly struct: StructName }

/** An object in the memory of the child: poisoned before use and fenced on both sides. */
export type MemoryObject =
  | { readonly kind: 'struct'; readonly struct: StructName }
  /** a variable whose address is passed; as wide as it is declared, or as the ABI declares variables of that type */
  | { readonly kind: 'cell'; readonly type: Win32TypeName; readonly declared?: CType }
  | { readonly kind: 'buffer'; readonly bytes: number }
  /** bytes the program sends, in hexadecimal */
  | { readonly kind: 'bytes'; readonly hex: string }
  /** a zero-terminated UTF-16 text */
  | { readonly kind: 'text'; readonly text: string }
  /** a zero-terminated text of 8-bit characters */
  | { readonly kind: 'ascii'; readonly text: string }

/** A value put into memory before the call: a field of a struct, or a whole cell (field `''`). */
export interface Assignment {
  readonly object: string
  readonly field: string
  readonly value: Argument
}

/** What must be seen after a call that succeeded; the effect, beyond the return value. */
export type Check =
  | {
      readonly kind: 'field'
      readonly object: string
      readonly field: string
      readonly equals: number
    }
  | {
      readonly kind: 'field-at-least'
      readonly object: string
      readonly field: string
      readonly atLeast: number
    }
  | { readonly kind: 'cell'; readonly object: string; readonly equals: number }
  | { readonly kind: 'bytes'; readonly object: string; readonly hex: string }
  | { readonly kind: 'returned'; readonly equals: number }
  /** time from the call of another step to the end of this one */
  | { readonly kind: 'waited'; readonly since: string; readonly atLeastMs: number }

/** What a step does, as the rows of the matrix are grouped. */
export const stepGroups = [
  'open',
  'identify',
  'events',
  'configure',
  'timeouts',
  'mask',
  'purge',
  'write',
  'read',
  'queues',
  'lines',
  'cancel',
  'duplicate',
  'close',
  'registry',
  'enumerate',
  'find',
  'module',
  'heap',
  'process',
] as const
export type StepGroup = (typeof stepGroups)[number]

/** One call with its arguments, as data. */
export interface Step {
  /** Unique within its sequence, kebab-case. */
  readonly id: string
  readonly function: FunctionName
  readonly title: string
  readonly group: StepGroup
  /** Arguments by the documented parameter names. */
  readonly arguments: Readonly<Record<string, Argument>>
  readonly assign?: readonly Assignment[]
  /** The variable that keeps the returned value. */
  readonly keep?: string
  /** A variable read from a cell after the call. */
  readonly load?: { readonly variable: string; readonly from: string }
  /** The program looks for the sentinel here and stops where it finds it. */
  readonly opens?: true
  /** Error codes that are the expected end of this call, such as ERROR_IO_PENDING. */
  readonly accept?: readonly number[]
  /** The call is expected to fail with one of `accept`; success is wrong. */
  readonly mustFail?: true
  /** Steps that must have ended as expected for this one to make sense. */
  readonly after?: readonly string[]
  readonly checks?: readonly Check[]
  /** Objects to look at after the call although their addresses are not passed, such as the buffer of an earlier ReadFile. */
  readonly look?: readonly string[]
  /** Repeat the call until this field has this value, for at most `withinMs`; once is enough where the step `unlessDone` has ended as expected. */
  readonly until?: {
    readonly object: string
    readonly field: string
    readonly atLeast: number
    readonly withinMs: number
    readonly unlessDone?: string
  }
  /** Ends as it should by the time-outs or purges of a serial port alone; left out on other devices. */
  readonly serialOnly?: true
  /** How long the call waits by design. Milliseconds. */
  readonly waitMs?: number
  /** Leave the last error as the call before left it; otherwise it is preset before the call. */
  readonly keepLastError?: true
}

/** A list of steps and the memory they work on. */
export interface Sequence {
  readonly id: string
  readonly memory: Readonly<Record<string, MemoryObject>>
  readonly steps: readonly Step[]
}
