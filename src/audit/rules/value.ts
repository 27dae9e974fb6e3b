import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { DeclaredFunction } from '../../declare/model.ts'
import type { FunctionInfo } from '../../declare/widths/table.ts'
import { takesOrdinal } from '../../declare/widths/ordinals.ts'
import { consequences } from '../consequences.ts'
import type { Observation, RuleId } from '../finding.ts'
import type { RuleContext } from './context.ts'
import { basedOn } from '../shown-by.ts'
import { isDefault, observe, parameterOf, trueSide } from './observe.ts'
import { judgePointee } from './pointee.ts'
import { judgeSlot } from './slot.ts'
import { judgeLost } from './undeclared.ts'

/** What is found as the default of an FFI is a mistake; the rest of a default is no declaration that anybody made. */
const defaults: readonly RuleId[] = [
  'pointer-truncated',
  'handle-narrowed',
  'integer-truncated',
  'class-mismatch',
  'struct-by-value',
]

/** A result that is declared otherwise than it is, or not at all. */
export function judgeResult(
  deviation: SlotDeviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { vocabulary, truth } = context
  const problem = judgeSlot(deviation, found.result, context)
  const undeclared = isDefault(deviation)
  if (!problem || (undeclared && !defaults.includes(problem.rule))) return []
  // A default that nobody made use of is no mistake.
  if (declared.isResultUnread && undeclared) return []
  const isHarmless = declared.isResultUnread ?? false
  const { type, bytes } = deviation.declared
  const spelled = vocabulary.spell(found.result, truth.pointerBytes)
  return [
    observe(declared, {
      ...problem,
      ...(isHarmless && { level: 'note' as const, consequence: consequences.unread }),
      rule: undeclared ? 'undeclared-result' : problem.rule,
      position: 'return',
      declared: { type: undeclared ? `undeclared (${type})` : type, bytes },
      true: trueSide(found.result),
      fix: undeclared ? vocabulary.declareResult(declared.name, spelled) : spelled,
      place: declared.resultPlace,
      deviation,
    }),
  ]
}

/** A parameter that is declared otherwise than it is. */
export function judgeParameter(
  deviation: SlotDeviation,
  declared: DeclaredFunction,
  found: FunctionInfo,
  context: RuleContext,
): Observation[] {
  const { index, position, type } = parameterOf(deviation, found)
  if (isOrdinal(deviation, declared.name, position)) return []
  const judged = judgeSlot(deviation, type, context)
  if (!judged) return []
  const problem = {
    ...judged,
    ...(declared.negative?.includes(index) &&
      isZeroed(deviation, context) &&
      judged.rule === 'handle-narrowed' &&
      judgeLost(type)),
  }
  return [
    observe(declared, {
      ...problem,
      consequence:
        problem.rule === 'arguments-shifted'
          ? `${problem.consequence}; ${context.vocabulary.unbalanced}`
          : problem.consequence,
      ...basedOn(problem),
      position,
      declared: { type: deviation.declared.type, bytes: deviation.declared.bytes },
      true: trueSide(type),
      fix: context.vocabulary.spell(type, context.truth.pointerBytes),
      place: declared.parametersPlace,
      deviation,
    }),
  ]
}

/** Whether a negative number gets zeros in its upper half on its way. */
function isZeroed(
  { declared: { kind } }: SlotDeviation,
  { vocabulary, truth }: RuleContext,
): boolean {
  return kind === 'unsigned' || vocabulary.widening?.(truth.architecture) === 'zero'
}

/** A number in the place of text, where the function takes one; one that is wider than its slot moves what follows. */
function isOrdinal(deviation: SlotDeviation, name: string, position: string): boolean {
  const { declared, kind } = deviation
  const isInteger = declared.kind === 'signed' || declared.kind === 'unsigned'
  const fits = declared.bytes >= 2 && declared.bytes <= deviation.true.bytes
  return kind === 'width' && isInteger && fits && takesOrdinal(name, position)
}

/** The variable or the text behind a pointer. */
export function judgeVariable(
  deviation: SlotDeviation | Extract<Deviation, { readonly kind: 'text' }>,
  declared: DeclaredFunction,
  found: FunctionInfo,
  { vocabulary, truth }: RuleContext,
): Observation {
  const { position, type } = parameterOf(deviation, found)
  const { declared: own, true: right } = deviation
  return observe(declared, {
    ...judgePointee(deviation, type, vocabulary),
    position,
    declared: { type: own.type, bytes: own.bytes },
    true: { type: right.type, bytes: right.bytes },
    fix: vocabulary.spell(type, truth.pointerBytes),
    place: declared.parametersPlace,
    deviation,
  })
}
