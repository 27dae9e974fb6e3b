import type { Abi } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import type { FunctionName } from '../declare/win32/functions.ts'
import type { Vocabulary } from '../declare/model.ts'
import type { DeclaredPlace } from '../declare/deviation.ts'

/** Something a report of a binding has to say beside the matrix: one sentence without its stop. */
export interface Remark {
  readonly text: string
  /** Where the mistake stands that could not be measured; missing where it names none. */
  readonly mistake?: DeclaredPlace
}

/** The declarations of a binding as an ABI, for processes with pointers of one width. */
export interface Expressed {
  readonly abi: Abi
  /** Functions of the sequence that the binding declares. */
  readonly declared: readonly FunctionName[]
  /** Functions of the sequence that it does not; they keep the true declaration. */
  readonly missing: readonly FunctionName[]
  /** Functions of Windows that it declares and that the sequence does not call. */
  readonly notCalled: readonly string[]
  readonly remarks: readonly Remark[]
}

/** How to read declarations: the FFI that made them, and the process they are for. */
export interface Reader {
  readonly vocabulary: Vocabulary
  readonly pointerBytes: PointerBytes
}

/** What one declaration became, and what could not be taken over from it. */
export interface Taken<T> {
  readonly value: T
  readonly remarks: readonly Remark[]
}

/** A mistake that cannot be measured, and what was measured instead. */
export function unmeasured(text: string, name: string, position: string): Remark {
  return {
    text: `${text}, which cannot be measured; the true declaration was used`,
    mistake: { subject: name, position },
  }
}
