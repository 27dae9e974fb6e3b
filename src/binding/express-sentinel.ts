import { holdsFor } from '../declare/compare-failure.ts'
import type { Comparison, FailureTest } from '../declare/model.ts'
import type { SentinelCheck } from '../declare/win32/abi.ts'
import type { Reader, Taken } from './expressed.ts'

const ones32 = 0xffffffffn

/** The check of the harness that asks the same of a value. */
function checkLike({ value }: FailureTest): SentinelCheck {
  if (value.kind === 'null' || value.kind === 'falsy') return 'zero'
  if (value.kind === 'object') return 'unchecked'
  if (value.value === 0n) return 'zero'
  if (value.value === ones32) return 'uint32-ones'
  return value.value === -1n && value.kind === 'number' ? 'strict-minus-one' : 'unchecked'
}

/**
 * How the program of a binding looks for a failed CreateFileW. Where one of its comparisons holds for the value that
 * its FFI shows, it sees the failure as a right program does; where none does, the nearest wrong check stands for it.
 */
export function expressSentinel(
  comparisons: readonly Comparison[],
  { vocabulary, pointerBytes }: Reader,
): Taken<SentinelCheck> {
  const [first] = comparisons
  const tests = comparisons.flatMap(comparison => comparison.tests)
  const [test] = tests
  if (!first || !test)
    return {
      value: 'all-ones',
      remarks: [
        {
          text: 'No comparison of what CreateFileW returns was found; it was measured as if a failed open is noticed',
        },
      ],
    }
  const result = first.result.kind === 'undeclared' ? first.result.fallback : first.result
  const arriving = vocabulary.failureValues(result, 'all-ones', pointerBytes)
  if (tests.some(one => arriving.some(value => holdsFor(one, value))))
    return { value: 'all-ones', remarks: [] }
  const check = checkLike(test)
  // The harness compares by value alone; a comparison that fails for the kind of value alone must not hold there.
  const wouldHold =
    check === 'uint32-ones' && arriving.some(value => 'value' in value && value.value === ones32)
  return { value: wouldHold ? 'unchecked' : check, remarks: [] }
}
