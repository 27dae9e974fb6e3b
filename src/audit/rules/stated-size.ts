import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { StatedSize } from '../../declare/model.ts'
import type { RuleContext } from './context.ts'

/** Structs of which Windows takes one size only; others have had several over the years, and all of them are valid. */
const exact: Readonly<Record<string, string>> = {
  SP_DEVICE_INTERFACE_DETAIL_DATA_A: 'cbSize',
  SP_DEVICE_INTERFACE_DETAIL_DATA_W: 'cbSize',
  SP_DEVINFO_DATA: 'cbSize',
  SP_DEVICE_INTERFACE_DATA: 'cbSize',
  DCB: 'DCBlength',
}

/** A size written into a struct that is not the one that Windows expects on this architecture. */
export function judgeStatedSize(declared: StatedSize, context: RuleContext): Observation[] {
  const name = declared.struct.replace(/^_/, '')
  const truth =
    Object.hasOwn(exact, name) && exact[name] === declared.field
      ? context.table.struct(name, context.architecture)
      : undefined
  if (!truth || truth.bytes === declared.value) return []
  return [
    {
      rule: 'stated-size',
      level: 'error',
      struct: name,
      position: declared.field,
      ...declared.place,
      declared: { type: `${declared.field} = ${declared.value}`, bytes: declared.value },
      true: { type: name, bytes: truth.bytes },
      consequence: consequences.statedSize,
      fix: `${truth.bytes} in a ${context.pointerBytes * 8}-bit process`,
    },
  ]
}
