import { sentinelOf } from '../../declare/failures.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { Comparison, Value } from '../../declare/model.ts'
import type { RuleContext } from './context.ts'

/** A result compared with something that the function never returns when it fails. */
export function judgeComparison(declared: Comparison, context: RuleContext): Observation[] {
  const truth = context.table.function(declared.function, context.architecture)
  const known = sentinelOf(declared.function)
  if (!truth || !known) return []
  const result = declared.result.kind === 'undeclared' ? declared.result.fallback : declared.result
  if (result.kind === 'unknown') return []
  const arriving = context.vocabulary.failureValues(result, known, context.pointerBytes)
  if (declared.tests.some(test => arriving.some(value => isSame(value, test.value, test.loose))))
    return []
  return [
    {
      rule: 'sentinel',
      level: 'error',
      function: declared.function,
      position: 'return',
      ...declared.place,
      declared: {
        type: declared.tests.map(({ spelled }) => spelled).join(' or '),
        bytes: result.bytes,
      },
      true: {
        type: `${known === 'zero' ? 'NULL' : 'INVALID_HANDLE_VALUE'}, ${seenAs(arriving)}`,
        bytes: truth.result.bytes,
      },
      consequence: consequences.sentinel,
      fix: context.vocabulary.failureTest(known),
    },
  ]
}

function isSame(left: Value, right: Value, loose: boolean): boolean {
  if (right.kind === 'falsy') return left.kind === 'null' || ('value' in left && left.value === 0n)
  if (!('value' in left) || !('value' in right)) return left.kind === right.kind
  return left.value === right.value && (loose || left.kind === right.kind)
}

function spellValue(value: Value): string {
  return 'value' in value ? `${value.value}${value.kind === 'bigint' ? 'n' : ''}` : value.kind
}

function seenAs(values: readonly Value[]): string {
  return values.length > 0
    ? `seen as ${values.map(spellValue).join(' or ')}`
    : 'seen as an opaque object'
}
