import { arrivingFailures } from '../../declare/compare-failure.ts'
import { compare } from '../../declare/compare.ts'
import type { Comparison, Value } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'

/** A result compared with something that the function never returns when it fails. */
export function judgeComparison(
  comparison: Comparison,
  { truth, vocabulary }: RuleContext,
): Observation[] {
  const found = truth.function(comparison.function)
  const { result } = comparison
  return compare([comparison], truth, vocabulary).flatMap((deviation): Observation[] =>
    deviation.kind !== 'sentinel' || !found
      ? []
      : [
          {
            rule: 'sentinel',
            level: 'error',
            function: comparison.function,
            position: 'return',
            ...comparison.place,
            declared: {
              type: deviation.declared,
              bytes: result.kind === 'undeclared' ? result.fallback.bytes : result.bytes,
            },
            true: {
              type: `${deviation.true === 'zero' ? 'NULL' : 'INVALID_HANDLE_VALUE'}, ${seenAs(arrivingFailures(comparison, truth, vocabulary))}`,
              bytes: found.result.bytes,
            },
            consequence: consequences.sentinel,
            fix: vocabulary.failureTest(deviation.true),
            deviation,
          },
        ],
  )
}

function spellValue(value: Value): string {
  if (!('value' in value)) return value.kind
  const pointer = value.value === 0n ? 'a null pointer' : 'a pointer of all ones'
  return value.kind === 'address' ? pointer : `${value.value}${value.kind === 'bigint' ? 'n' : ''}`
}

function seenAs(values: readonly Value[]): string {
  return values.length > 0
    ? `seen as ${values.map(spellValue).join(' or ')}`
    : 'seen as an opaque object'
}
