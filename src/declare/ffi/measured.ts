import type { Architecture } from '../win32/architecture.ts'
import type { CType } from '../win32/c-types.ts'
import { recordedFfis, type RecordedFfi } from './recorded.ts'
import { valueClasses, type ValueClass } from './values.ts'

/** What somebody wants to know of an FFI: a value passed through a declared type. */
export interface Question {
  readonly declared: CType
  readonly value: ValueClass
  readonly architecture: Architecture
  /** The FFI: a name of `list hosts`, or a language of declarations (`ctypes`, `csharp` …). */
  readonly ffi: string
  /** Where the parameter travels; the register where nothing is said. In 32-bit processes there is the stack alone. */
  readonly position?: 'register' | 'stack'
}

/** A measurement that answers a question, with the lane that shows it. */
export interface Measured {
  readonly kind: 'measured'
  /** The lane of a recorded run under fixtures/runs. */
  readonly lane: string
  /** The FFI that was measured: `ffi-napi 4.0.3 (libffi) in Node.js`. */
  readonly title: string
  /** Why it speaks of the FFI that was asked about, where it is another one. */
  readonly standsFor?: string
  /** What arrived in the slot, hexadecimal; more than one where it differs from call to call. Empty where the FFI refused the value. */
  readonly arrives: readonly string[]
  /**
   * What became of the value. `true`: all that arrived is what a right declaration passes. `zeros`: the upper
   * half is zeros where it should be ones. `cut`: the upper half is gone. `leftovers`: what was
   * there before stays in the upper half, at least now and then. `refused`: the FFI throws.
   */
  readonly becomes: 'true' | 'zeros' | 'cut' | 'leftovers' | 'refused' | 'other'
}

/** Nobody has measured it. */
export interface NotMeasured {
  readonly kind: 'not-measured'
}

/** FFIs that could not be measured, and the hosts that use the same library, the closest first. */
const standIns: Readonly<
  Record<string, { readonly hosts: readonly string[]; readonly why: string }>
> = {
  ctypes: {
    hosts: ['ffi-napi', 'node-ffi'],
    why: 'libffi, on which ctypes stands; ctypes itself was not measured',
  },
}

/** The hosts that stand in for an FFI that nobody could measure, and why they may. */
export function standInFor(ffi: string): (typeof standIns)[string] | undefined {
  return Object.hasOwn(standIns, ffi) ? standIns[ffi] : undefined
}

const halfMask = 0xffffffffn

/** What was recorded of a host on an architecture. */
export function recordedOn(architecture: Architecture, host: string): RecordedFfi | undefined {
  return recordedFfis().find(one => one.host === host && one.architecture === architecture)
}

/** What a right declaration passes for a value of that class, at the width of the process. */
function truth(value: ValueClass, bits: number): bigint {
  const isMinusOne = value === 'minus-one' || value === 'uint32-ones'
  return BigInt.asUintN(bits, isMinusOne ? -1n : BigInt(valueClasses[value]))
}

function fateOf(arrives: readonly string[], value: ValueClass, bits: number): Measured['becomes'] {
  if (arrives.length === 0) return 'refused'
  const right = truth(value, bits)
  const wrong = arrives.map(BigInt).filter(got => BigInt.asUintN(bits, got) !== right)
  if (wrong.length === 0) return 'true'
  if (wrong.some(got => (got & halfMask) !== (right & halfMask))) return 'other'
  if (wrong.some(got => got >> 32n !== 0n)) return 'leftovers'
  return right >> 32n === halfMask ? 'zeros' : 'cut'
}

function answer(from: RecordedFfi, question: Question): Measured | undefined {
  const { declared, value, architecture } = question
  const position = architecture === 'ia32' ? 'stack' : (question.position ?? 'register')
  const row = from.arrivals.find(
    one => one.declared === declared && one.value === value && one.position === position,
  )
  if (row === undefined) return undefined
  const { arrives } = row
  const becomes = fateOf(arrives, value, architecture === 'ia32' ? 32 : 64)
  return { kind: 'measured', lane: from.lane, title: from.title, arrives, becomes }
}

/**
 * What an FFI makes of a value, as measured and recorded in fixtures/runs, or that nobody has measured it:
 * never a guess from another FFI or another architecture. Where an FFI cannot be had and another one is the
 * same library underneath (ctypes: libffi), the answer is that one's and says so in `standsFor`.
 *
 * @example
 * askFfi({ ffi: 'ctypes', declared: 'int32_t', value: 'minus-one', architecture: 'x64' })
 * // { kind: 'measured', becomes: 'zeros', arrives: ['0xffffffff'], lane: 'wine-x64-ffi-napi', standsFor: 'libffi, …' }
 */
export function askFfi(question: Question): Measured | NotMeasured {
  const of = (host: string): Measured | undefined => {
    const found = recordedOn(question.architecture, host)
    return found && answer(found, question)
  }
  const own = of(question.ffi)
  if (own) return own
  const standIn = standInFor(question.ffi)
  for (const host of standIn?.hosts ?? []) {
    const other = of(host)
    if (standIn && other) return { ...other, standsFor: standIn.why }
  }
  return { kind: 'not-measured' }
}

/** The hosts that were measured on an architecture, in their order. */
export function recordedHosts(architecture: Architecture): readonly string[] {
  return recordedFfis().flatMap(one => (one.architecture === architecture ? [one.host] : []))
}

/** The source of an answer in words, for the end of a sentence: `measured with koffi 3.3.4 in Node.js (wine-x64)`. */
export function sourceOf(found: Measured | NotMeasured): string {
  if (found.kind === 'not-measured') return 'not measured'
  const { title, standsFor, lane } = found
  return `measured with ${title}${standsFor === undefined ? '' : ` (${standsFor})`}, in ${lane}`
}
