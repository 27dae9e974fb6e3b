import type { Place } from '../declare/model.ts'
import { mark } from './tags.ts'

/** How the upper half of a handle was lost. */
export type Reason =
  /** The declaration is too narrow for a handle. */
  | { readonly kind: 'declared'; readonly type: string }
  /** The declaration is a floating-point type, which is passed in another register than a handle. */
  | { readonly kind: 'float'; readonly type: string }
  /** The value was cut on its way through the program. */
  | { readonly kind: 'cut' }
  /** The lower half is that of a handle, but the upper half is different. */
  | { readonly kind: 'dirty' }
  /** INVALID_HANDLE_VALUE or a pseudo handle, cut to 32 bits and zero-extended. */
  | { readonly kind: 'zero-extended' }
  /** The handle is at another offset of a struct than the function reads. */
  | {
      readonly kind: 'misplaced'
      readonly offset: number
      readonly field: string
      readonly trueOffset: number
    }
  /** The memory passed for a struct is shorter than the function expects. */
  | { readonly kind: 'short'; readonly bytes: number; readonly trueBytes: number }

/** One loss, at one place in the program. */
export interface Loss {
  readonly function: string
  /** `return`, the name of a parameter, or `parameter.field`. */
  readonly position: string
  /** The value received, in hexadecimal. */
  readonly value: string
  readonly reason: Reason
  readonly place: Place
}

/** A number in hexadecimal, negative ones as 64-bit two's complement; other values as text. */
export function hexOf(value: unknown): string {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)))
    return `0x${BigInt.asUintN(64, BigInt(value)).toString(16)}`
  return String(value)
}

/** A loss as one sentence, without its place. */
export function sentenceOfLoss({
  function: name,
  position,
  value,
  reason,
}: Omit<Loss, 'place'>): string {
  const subject = `${name}, ${position}`
  switch (reason.kind) {
    case 'declared':
      return `${subject}: the upper half of handle ${value} does not fit into ${reason.type}, as it is declared`
    case 'float':
      return `${subject}: a handle does not travel as ${reason.type}, as it is declared; what came is ${value}`
    case 'cut':
      return `${subject}: handle ${value} comes back without the upper half it was given out with (0x${mark.toString(16)}): it was cut to 32 bits on its way through the program`
    case 'dirty':
      return `${subject}: ${value} has a handle in its lower half and leftovers in its upper half`
    case 'zero-extended':
      return `${subject}: ${value} is INVALID_HANDLE_VALUE or a pseudo handle cut to 32 bits; the function knows it with all upper bits set only`
    case 'misplaced':
      return `${subject}: handle ${value} lies at offset ${reason.offset}, the function reads ${reason.field} at ${reason.trueOffset}`
    case 'short':
      return `${subject}: ${reason.bytes} bytes are given, the function reads and writes ${reason.trueBytes}`
    default:
      return reason satisfies never
  }
}
