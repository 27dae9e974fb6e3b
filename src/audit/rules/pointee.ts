import type { Deviation, SlotDeviation } from '../../declare/deviation.ts'
import type { TypeInfo } from '../../declare/widths/table.ts'
import { consequences } from '../consequences.ts'
import type { Vocabulary } from '../../declare/model.ts'
import { familyOf } from '../../declare/widths/handles.ts'
import type { Problem } from './context.ts'

/** What is wrong with the text or the variable that a pointer points at, as the header declares the pointer. */
export function judgePointee(
  deviation: SlotDeviation | Extract<Deviation, { readonly kind: 'text' }>,
  { targetIsConst }: TypeInfo,
  { narrowCell }: Pick<Vocabulary, 'narrowCell'>,
): Problem {
  if (deviation.kind === 'text')
    return { rule: 'text-width', level: 'error', consequence: consequences.text }
  if (deviation.declared.bytes > deviation.true.bytes)
    return { rule: 'variable-wide', level: 'warning', consequence: consequences.keepsOld }
  // An FFI that lets the function write into a slot of its own cuts what it wrote.
  if (narrowCell !== undefined && deviation.declared.kind !== 'struct') {
    const family = familyOf([deviation.true.type])
    const isKept = family !== undefined && family !== 'pointer-like'
    return {
      rule: 'variable-narrow',
      level: isKept ? 'note' : 'warning',
      consequence: narrowCell,
      basis: 'narrowCell',
    }
  }
  // The upper half of a handle that is read from an array is the next handle.
  const isHandle = familyOf([deviation.true.type.replace(/^const /, '')]) !== undefined
  return targetIsConst
    ? {
        rule: 'variable-narrow',
        level: isHandle ? 'error' : 'warning',
        consequence: isHandle ? consequences.readHandles : consequences.readBeyond,
      }
    : { rule: 'variable-narrow', level: 'error', consequence: consequences.overwritten }
}
