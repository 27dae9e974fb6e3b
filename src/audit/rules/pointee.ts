import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Problem } from './context.ts'

/** What is wrong with the text or the variable that a pointer points at, as the header declares the pointer. */
export function judgePointee(
  deviation: SlotDeviation | Extract<Deviation, { readonly kind: 'text' }>,
  { targetIsConst }: TypeInfo,
): Problem {
  if (deviation.kind === 'text')
    return { rule: 'text-width', level: 'error', consequence: consequences.text }
  if (deviation.declared.bytes > deviation.true.bytes)
    return { rule: 'cell-wide', level: 'warning', consequence: consequences.keepsOld }
  return targetIsConst
    ? { rule: 'cell-narrow', level: 'warning', consequence: consequences.readBeyond }
    : { rule: 'cell-narrow', level: 'error', consequence: consequences.overwritten }
}
