import { familyAt } from '../../declare/widths/handles.ts'
import { sentinelOf } from '../../declare/failures.ts'
import type { TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { DeclaredType } from '../../declare/model.ts'
import type { Problem, RuleContext } from './context.ts'

/** Where a value travels: as the result of a function, as a parameter, or as a field of a struct. */
export interface Slot {
  readonly role: 'result' | 'parameter' | 'field'
  readonly function: string
  /** `return`, or the name of the parameter or field. */
  readonly position: string
}

/** What is wrong with the width or class of a declared value; undefined where nothing is, or nothing is known. */
export function judgeSlot(
  declared: DeclaredType,
  truth: TypeInfo,
  slot: Slot,
  context: RuleContext,
): Problem | undefined {
  if (declared.kind === 'unknown') return undefined
  if (truth.kind === 'void')
    return slot.role === 'result' && declared.kind !== 'void'
      ? problem('result-of-void', 'warning', 'resultOfVoid')
      : undefined
  if (declared.kind === 'void') return undefined
  if (truth.kind === 'struct' || declared.kind === 'struct')
    return judgeByValue(declared, truth, slot, context)
  if ((declared.kind === 'float') !== (truth.kind === 'float'))
    return problem('class-mismatch', 'error', 'classMismatch')
  const bytes = widthOf(truth, slot, context)
  if (declared.bytes < bytes) return judgeNarrow(declared, truth, bytes, slot, context)
  if (declared.bytes > bytes) return judgeWide(declared, truth, slot, context)
  return undefined
}

function problem(
  rule: Problem['rule'],
  level: Problem['level'],
  consequence: keyof typeof consequences,
): Problem {
  return { rule, level, consequence: consequences[consequence] }
}

/** An array as a parameter is a pointer. */
function widthOf(truth: TypeInfo, slot: Slot, { pointerBytes }: RuleContext): number {
  return truth.kind === 'array' && slot.role !== 'field' ? pointerBytes : truth.bytes
}

function judgeByValue(
  declared: DeclaredType,
  truth: TypeInfo,
  slot: Slot,
  { pointerBytes, architecture }: RuleContext,
): Problem | undefined {
  if (declared.bytes === truth.bytes) return undefined
  const isParameter = slot.role === 'parameter'
  if (
    isParameter &&
    truth.kind === 'struct' &&
    goesByAddress(truth.bytes, architecture) &&
    declared.kind === 'pointer' &&
    declared.bytes === pointerBytes
  )
    return undefined
  if (isParameter && truth.kind === 'pointer' && goesByAddress(declared.bytes, architecture)) {
    return truth.targetIsConst
      ? problem('struct-by-value', 'note', 'byAddress')
      : problem('struct-by-value', 'warning', 'byAddressOfCopy')
  }
  return problem('struct-by-value', 'error', 'byValue')
}

/**
 * Whether a struct passed by value travels as the address of a copy
 * (https://learn.microsoft.com/en-us/cpp/build/x64-calling-convention#parameter-passing).
 */
function goesByAddress(bytes: number, architecture: RuleContext['architecture']): boolean {
  if (architecture === 'x64') return ![1, 2, 4, 8].includes(bytes)
  return architecture === 'arm64' && bytes > 16
}

function isPointerSized(truth: TypeInfo, bytes: number, { pointerBytes }: RuleContext): boolean {
  return (
    bytes === pointerBytes &&
    (truth.kind === 'pointer' ||
      truth.family !== undefined ||
      truth.chain.some(name => /_PTR$|^[LW]PARAM$|^LRESULT$|^SIZE_T$/.test(name)))
  )
}

function judgeNarrow(
  declared: DeclaredType,
  truth: TypeInfo,
  bytes: number,
  slot: Slot,
  context: RuleContext,
): Problem {
  const family = familyAt(slot.function, slot.position, truth.chain)
  const isPointer = truth.kind === 'pointer' || truth.kind === 'array' || family !== undefined
  if (declared.bytes === 4 && family && family !== 'pointer-like')
    return judgeNarrowHandle(declared, family, slot)
  if (isPointer && slot.role !== 'field') return problem('pointer-truncated', 'error', 'crash')
  if (slot.role === 'field') return problem('field-width', 'error', 'structShrunk')
  if (
    context.architecture === 'ia32' &&
    slot.role === 'parameter' &&
    bytes > 4 &&
    declared.bytes <= 4
  )
    return problem('arguments-shifted', 'error', 'shiftedLess')
  if (isPointerSized(truth, bytes, context)) {
    return truth.chain.some(name => /^(SIZE_T|UINT_PTR|WPARAM)$/.test(name))
      ? problem('integer-truncated', 'warning', 'cutInteger')
      : problem('integer-truncated', 'error', 'carriesPointer')
  }
  if (truth.chain.includes('BOOL') || truth.chain.includes('WINBOOL')) {
    return slot.role === 'result'
      ? problem('integer-truncated', 'warning', 'boolNarrow')
      : problem('integer-truncated', 'note', 'cutInteger')
  }
  return problem('integer-truncated', 'warning', 'cutInteger')
}

function judgeNarrowHandle(
  declared: DeclaredType,
  family: 'kernel' | 'user' | 'registry' | 'socket',
  slot: Slot,
): Problem {
  if (slot.role === 'field') return problem('field-width', 'error', 'structShrunk')
  const sentinel = slot.role === 'result' ? sentinelOf(slot.function) : undefined
  if (sentinel && sentinel !== 'zero' && declared.kind === 'unsigned')
    return problem('handle-narrowed', 'warning', 'lostSentinel')
  const consequence = {
    kernel: 'tolerated',
    user: 'toleratedUser',
    registry: 'toleratedRegistry',
    socket: 'luckySocket',
  } as const
  return problem('handle-narrowed', 'note', consequence[family])
}

function judgeWide(
  declared: DeclaredType,
  truth: TypeInfo,
  slot: Slot,
  { architecture }: RuleContext,
): Problem | undefined {
  if (slot.role === 'field') return problem('field-width', 'error', 'structGrown')
  // Whatever is smaller than a slot of the stack is passed in a whole one.
  if (slot.role === 'parameter') {
    if (declared.bytes <= 4) return undefined
    if (architecture === 'ia32') return problem('arguments-shifted', 'error', 'shifted')
    return declared.kind === 'pointer'
      ? problem('integer-for-pointer', 'warning', 'pointerForInteger')
      : problem('parameter-widened', 'note', 'widenedHarmless')
  }
  if (architecture === 'ia32' && declared.bytes > 4)
    return problem('result-widened', 'error', 'upperGarbage')
  return truth.kind === 'float'
    ? problem('class-mismatch', 'error', 'classMismatch')
    : problem('result-widened', 'warning', 'upperUndefined')
}
