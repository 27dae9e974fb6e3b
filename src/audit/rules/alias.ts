import { compare } from '../../declare/compare.ts'
import { isSlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredAlias } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'
import { judgeSlot } from './slot.ts'

/** A name of Windows given to a type of another width. */
export function judgeAlias(alias: DeclaredAlias, context: RuleContext): Observation[] {
  const { truth, vocabulary } = context
  // TCHAR and its pointers are narrow or wide as the program likes.
  if (/^_?(TCHAR|BCHAR|TBYTE|TUCHAR|L?PC?U?TSTR|LPTCH|PTCHAR)$/.test(alias.name)) return []
  // Names of C are those of every system, and of libraries that are none of Windows.
  if (/^[a-z]/.test(alias.name)) return []
  const type = truth.type(alias.name)
  const [deviation] = compare([alias], truth).filter(isSlotDeviation)
  if (!type || !deviation) return []
  const asResult = judgeSlot(deviation, type, context)
  const isNarrow = alias.type.bytes < type.bytes
  return [
    {
      rule: 'alias-width',
      // In structs a narrow handle is never harmless, so an alias of one is at least worth a warning.
      level: asResult?.rule === 'handle-narrowed' || !isNarrow ? 'warning' : 'error',
      struct: alias.name,
      position: 'alias',
      ...alias.place,
      declared: { type: alias.type.spelled, bytes: alias.type.bytes },
      true: { type: type.name, bytes: type.bytes },
      consequence: isNarrow
        ? `${consequences.aliasNarrow}: ${asResult?.consequence ?? consequences.cutInteger}`
        : consequences.aliasWide,
      fix: vocabulary.spell(type, truth.pointerBytes),
      deviation,
    },
  ]
}
