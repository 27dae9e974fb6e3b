import { compare } from '../../declare/compare.ts'
import type { StatedSize } from '../../declare/model.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
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
export function judgeStatedSize(stated: StatedSize, { truth }: RuleContext): Observation[] {
  return compare([stated], truth).flatMap((deviation): Observation[] =>
    deviation.kind !== 'stated-size' ||
    !Object.hasOwn(exact, deviation.struct) ||
    exact[deviation.struct] !== deviation.field
      ? []
      : [
          {
            rule: 'stated-size',
            level: 'error',
            struct: deviation.struct,
            position: deviation.field,
            ...stated.place,
            declared: {
              type: `${deviation.field} = ${deviation.declared}`,
              bytes: deviation.declared,
            },
            true: { type: deviation.struct, bytes: deviation.true },
            consequence: consequences.statedSize,
            fix: `${deviation.true} in a ${truth.pointerBytes * 8}-bit process`,
            deviation,
          },
        ],
  )
}
