import { compare } from '../../declare/compare.ts'
import { isOlderForm, saysItsSize, structNamesOf } from '../../declare/compare-struct.ts'
import type { StatedSize } from '../../declare/model.ts'
import type { WidthTable } from '../../declare/widths/table.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'

/** Structs that have had one size only; others have had several over the years, and all of them are valid. */
const exact: Readonly<Record<string, string>> = {
  SP_DEVICE_INTERFACE_DETAIL_DATA: 'cbSize',
  SP_DEVINFO_DATA: 'cbSize',
  SP_DEVICE_INTERFACE_DATA: 'cbSize',
  DCB: 'DCBlength',
}

/** A size written into a struct that is not the one that Windows expects on this architecture. */
export function judgeStatedSize(stated: StatedSize, { truth, table }: RuleContext): Observation[] {
  return compare([stated], truth).flatMap((deviation): Observation[] =>
    deviation.kind !== 'stated-size' || !isWrong(stated, table, truth.architecture)
      ? []
      : [
          {
            rule: 'stated-size',
            ...failureOf(deviation.struct, truth.architecture),
            struct: deviation.struct,
            position: deviation.field,
            ...stated.place,
            declared: {
              type: `${deviation.field} = ${deviation.declared}`,
              bytes: deviation.declared,
            },
            true: { type: deviation.struct, bytes: deviation.true },
            fix: `${deviation.true} in a ${truth.pointerBytes * 8}-bit process`,
            deviation,
          },
        ],
  )
}

/**
 * What a wrong size leads to. It is an error only where a function was seen to refuse it, or where a page of Microsoft
 * says so. The pages of tool help say it of a size that was never set: the size of a 64-bit process, which is more than
 * a 32-bit one needs, may do.
 */
function failureOf(
  struct: string,
  architecture: Architecture,
): Pick<Observation, 'level' | 'consequence'> {
  if (/^SP_(DEVINFO|DEVICE_INTERFACE|DEVICE_INTERFACE_DETAIL)_DATA(_[AW])?$/.test(struct))
    return { level: 'error', consequence: consequences.statedSize }
  if (/^(PROCESS|MODULE)ENTRY32W?$/.test(struct) && architecture !== 'ia32')
    return { level: 'error', consequence: consequences.statedSizeOfEntry }
  if (/^OPENFILENAME[AW]?$/.test(struct))
    return { level: 'error', consequence: consequences.statedSizeOfDialog }
  return { level: 'warning', consequence: consequences.statedSizeUnchecked }
}

/** Whether a size is right for processes of the other width alone, or was computed wrongly. */
function isWrong(
  { struct, field, value, isComputed }: StatedSize,
  table: WidthTable,
  architecture: Architecture,
): boolean {
  const name = struct.replace(/^_/, '')
  const isValid = (where: Architecture): boolean =>
    structNamesOf(name).some(one => {
      const found = table.struct(one, where)
      return found !== undefined && (found.bytes === value || isOlderForm(value, found))
    })
  const bare = name.replace(/_?[AW]$/, '')
  if ((Object.hasOwn(exact, name) ? exact[name] : exact[bare]) === field)
    return structNamesOf(name).every(one => table.struct(one, architecture)?.bytes !== value)
  const found = structNamesOf(name).flatMap(one => table.struct(one, architecture) ?? [])[0]
  const isSizeField = found?.fields[0]?.name.toLowerCase() === field.toLowerCase()
  if (!found || !isSizeField || !saysItsSize(found) || isValid(architecture)) return false
  return isComputed === true || isValid(architecture === 'ia32' ? 'x64' : 'ia32')
}
