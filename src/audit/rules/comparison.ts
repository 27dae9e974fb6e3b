import { familyAt } from '../../declare/widths/handles.ts'
import { arrivingFailures } from '../../declare/compare-failure.ts'
import { compare } from '../../declare/compare.ts'
import type { Comparison, Value } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import { sentinelOf } from '../../declare/failures.ts'
import type { FunctionInfo } from '../../declare/widths/table.ts'
import type { RuleContext } from './context.ts'

/** A result compared with something that the function never returns when it fails. */
export function judgeComparison(comparison: Comparison, context: RuleContext): Observation[] {
  const { truth, vocabulary } = context
  const found = truth.function(comparison.function)
  const { result } = comparison
  const deviations = compare([comparison], truth, vocabulary)
  if (deviations.length === 0 && found) return judgeCut(comparison, found, context)
  return deviations.flatMap((deviation): Observation[] =>
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

/** A result that was declared whole, and is cut to 32 bits before it is compared with the right value. */
function judgeCut(
  { function: name, tests, result, place }: Comparison,
  found: FunctionInfo,
  { vocabulary }: RuleContext,
): Observation[] {
  const cut = tests.filter(({ isCut }) => isCut)
  const sentinel = sentinelOf(name)
  if (cut.length === 0 || !sentinel || result.kind === 'undeclared' || result.bytes <= 4) return []
  const family = familyAt(name, 'return', found.result.chain)
  const isKept = family !== undefined && family !== 'pointer-like'
  return [
    {
      rule: 'sentinel',
      level: isKept ? 'note' : 'warning',
      function: name,
      position: 'return',
      ...place,
      declared: { type: [...new Set(cut.map(({ spelled }) => spelled))].join(' or '), bytes: 4 },
      true: { type: found.result.name, bytes: found.result.bytes },
      consequence: isKept ? consequences.tolerated : consequences.cutBeforeCompared,
      fix: vocabulary.failureTest(sentinel),
    },
  ]
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
