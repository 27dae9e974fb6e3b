import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { DeclaredAlias } from '../../declare/model.ts'
import type { RuleContext } from './context.ts'
import { judgeSlot } from './slot.ts'

/** A name of Windows given to a type of another width. */
export function judgeAlias(declared: DeclaredAlias, context: RuleContext): Observation[] {
  const truth = context.table.type(declared.name, context.architecture)
  const { type } = declared
  if (
    !truth ||
    truth.bytes === 0 ||
    type.kind === 'unknown' ||
    type.kind === 'void' ||
    truth.kind === 'function'
  )
    return []
  if (truth.bytes === type.bytes) return []
  if (truth.kind === 'struct' || type.kind === 'struct' || truth.kind === 'array') return []
  const asResult = judgeSlot(
    type,
    truth,
    { role: 'result', function: '', position: 'return' },
    context,
  )
  const isNarrow = type.bytes < truth.bytes
  const isLucky = asResult?.rule === 'handle-narrowed'
  // In structs a narrow handle is never harmless, so an alias of one is at least worth a warning.
  return [
    {
      rule: 'alias-width',
      level: isLucky ? 'warning' : 'error',
      struct: declared.name,
      position: 'alias',
      ...declared.place,
      declared: { type: type.spelled, bytes: type.bytes },
      true: { type: truth.name, bytes: truth.bytes },
      consequence: isNarrow
        ? `${consequences.aliasNarrow}: ${asResult?.consequence ?? consequences.cutInteger}`
        : consequences.aliasWide,
      fix: context.vocabulary.spell(truth, context.pointerBytes),
    },
  ]
}
