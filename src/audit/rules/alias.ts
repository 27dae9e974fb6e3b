import { compare } from '../../declare/compare.ts'
import { isSlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredAlias } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { TypeInfo } from '../../declare/widths/table.ts'
import type { Observation } from '../finding.ts'
import type { Level } from '../../declare/level.ts'
import type { Problem, RuleContext } from './context.ts'
import { basedOn } from '../shown-by.ts'
import { judgeSlot } from './slot.ts'

/** A name of Windows given to a type of another width. `isUsed`: the program declares functions, so that its uses are judged where they are. */
export function judgeAlias(
  alias: DeclaredAlias,
  context: RuleContext,
  isUsed: boolean,
): Observation[] {
  const { truth, vocabulary } = context
  // TCHAR and its pointers are narrow or wide as the program likes.
  if (/^_?(TCHAR|BCHAR|TBYTE|TUCHAR|L?PC?U?TSTR|LPTCH|PTCHAR)$/.test(alias.name)) return []
  // Names of C are those of every system, and of libraries that are none of Windows.
  if (/^[a-z]/.test(alias.name)) return []
  const type = truth.type(alias.name)
  const [deviation] = compare([alias], truth).filter(isSlotDeviation)
  if (!type) return []
  if (!deviation) return judgeTarget(alias, type, context)
  const asResult = judgeSlot(deviation, type, context)
  const isNarrow = alias.type.bytes < type.bytes
  const isHandle = asResult?.rule === 'handle-narrowed'
  const consequence = isNarrow
    ? `${consequences.aliasNarrow}: ${asResult?.consequence ?? consequences.cutInteger}`
    : consequences.aliasWide
  return [
    {
      rule: 'alias-width',
      // Where nothing uses it yet, it may end up in a struct, in which a narrow handle is never harmless.
      level: levelOf(asResult, isNarrow, isUsed),
      struct: alias.name,
      position: 'alias',
      ...alias.place,
      declared: { type: alias.type.spelled, bytes: alias.type.bytes },
      true: { type: type.name, bytes: type.bytes },
      consequence:
        isHandle && !isUsed ? `${consequence}; ${consequences.aliasInStruct}` : consequence,
      ...(isNarrow && basedOn(asResult ?? { consequence: consequences.cutInteger })),
      fix: vocabulary.spell(type, truth.pointerBytes),
      deviation,
    },
  ]
}

/** Uses of the name are judged where they stand, so the name itself gets the mildest level of them. */
function levelOf(asResult: Problem | undefined, isNarrow: boolean, isUsed: boolean): Level {
  if (asResult?.rule === 'handle-narrowed') return isUsed ? asResult.level : 'warning'
  if (!isNarrow) return isUsed ? 'note' : 'warning'
  return isUsed ? (asResult?.level ?? 'error') : 'error'
}

/** `LPDWORD` or `LPHANDLE` given to a pointer to fewer bytes: a program makes a variable of them for the function to write. */
function judgeTarget(
  { name, type: { to, spelled }, place }: DeclaredAlias,
  type: TypeInfo,
  { truth, vocabulary }: RuleContext,
): Observation[] {
  const target = type.target === undefined ? undefined : truth.type(type.target)
  const isNumber = (kind: string | undefined): boolean => kind === 'signed' || kind === 'unsigned'
  const isWritten = isNumber(target?.kind) || target?.family !== undefined
  if (!to || !target || !isNumber(to.kind) || !isWritten) return []
  // A pointer to bytes is what many write for a pointer to anything.
  if (to.bytes === 1 || to.bytes >= target.bytes) return []
  return [
    {
      rule: 'variable-narrow',
      level: 'error',
      struct: name,
      position: 'alias',
      ...place,
      declared: { type: spelled, bytes: to.bytes },
      true: { type: type.name, bytes: target.bytes },
      consequence: consequences.overwritten,
      fix: vocabulary.spell(type, truth.pointerBytes),
    },
  ]
}
