import type { Deviation } from './deviation.ts'
import { sentinelOf } from './failures.ts'
import type { Comparison, Value, Vocabulary } from './model.ts'
import type { Truth } from './truth.ts'

/** What of an FFI decides how a failure value is seen by the program. */
export type FailureValues = Pick<Vocabulary, 'failureValues'>

/** What a failure of a function looks like to a program that declares its result so. */
export function arrivingFailures(
  { function: name, result }: Pick<Comparison, 'function' | 'result'>,
  { pointerBytes }: Pick<Truth, 'pointerBytes'>,
  ffi: FailureValues,
): readonly Value[] {
  const known = sentinelOf(name)
  const declared = result.kind === 'undeclared' ? result.fallback : result
  return known ? ffi.failureValues(declared, known, pointerBytes) : []
}

/** Whether a test holds for a value that arrives. */
export function holdsFor({ value, loose }: Comparison['tests'][number], arriving: Value): boolean {
  if (value.kind === 'falsy')
    return arriving.kind === 'null' || ('value' in arriving && arriving.value === 0n)
  if (value.kind === 'object') return false
  if (!('value' in arriving) || !('value' in value)) return arriving.kind === value.kind
  return arriving.value === value.value && (loose || arriving.kind === value.kind)
}

/** A result compared with something that the function never returns when it fails. */
export function compareFailureTest(
  declared: Comparison,
  truth: Truth,
  ffi: FailureValues,
): Deviation[] {
  const known = sentinelOf(declared.function)
  const result = declared.result.kind === 'undeclared' ? declared.result.fallback : declared.result
  if (!truth.function(declared.function) || !known || result.kind === 'unknown') return []
  const arriving = arrivingFailures(declared, truth, ffi)
  return declared.tests.some(test => arriving.some(value => holdsFor(test, value)))
    ? []
    : [
        {
          kind: 'sentinel',
          function: declared.function,
          declared: [...new Set(declared.tests.map(({ spelled }) => spelled))].join(' or '),
          true: known,
        },
      ]
}
