import { compare } from '../../declare/compare.ts'
import { isOlderForm, saysItsSize, structNamesOf } from '../../declare/compare-struct.ts'
import type { Level } from '../../declare/level.ts'
import type { StatedSize } from '../../declare/model.ts'
import type { WidthTable } from '../../declare/widths/table.ts'
import type { Architecture } from '../../declare/win32/architecture.ts'
import { consequences } from '../consequences.ts'
import type { Observation } from '../finding.ts'
import type { RuleContext } from './context.ts'

/** Structs of which Windows takes one size only; others have had several over the years, and all of them are valid. */
const exact: Readonly<Record<string, string>> = {
  SP_DEVICE_INTERFACE_DETAIL_DATA: 'cbSize',
  SP_DEVINFO_DATA: 'cbSize',
  SP_DEVICE_INTERFACE_DATA: 'cbSize',
  DCB: 'DCBlength',
}

/** Structs whose pages say that a function fails where the size is another one. */
const checked =
  /^(PROCESSENTRY32|MODULEENTRY32|HEAPENTRY32|HEAPLIST32|WNDCLASSEX|SHELLEXECUTEINFO|OPENFILENAME|MENUITEMINFO)[AW]?$/

/** A size written into a struct that is not the one that Windows expects on this architecture. */
export function judgeStatedSize(stated: StatedSize, { truth, table }: RuleContext): Observation[] {
  return compare([stated], truth).flatMap((deviation): Observation[] => {
    const level =
      deviation.kind === 'stated-size' ? levelOf(stated, table, truth.architecture) : undefined
    return deviation.kind !== 'stated-size' || level === undefined
      ? []
      : [
          {
            rule: 'stated-size',
            level,
            struct: deviation.struct,
            position: deviation.field,
            ...stated.place,
            declared: {
              type: `${deviation.field} = ${deviation.declared}`,
              bytes: deviation.declared,
            },
            true: { type: deviation.struct, bytes: deviation.true },
            consequence:
              level === 'error' ? consequences.statedSize : consequences.statedSizeOfOtherWidth,
            fix: `${deviation.true} in a ${truth.pointerBytes * 8}-bit process`,
            deviation,
          },
        ]
  })
}

/** How bad a size is: one that is right for processes of the other width alone, or that was computed wrongly. */
function levelOf(
  { struct, field, value, isComputed }: StatedSize,
  table: WidthTable,
  architecture: Architecture,
): Level | undefined {
  const name = struct.replace(/^_/, '')
  const isValid = (where: Architecture): boolean =>
    structNamesOf(name).some(one => {
      const found = table.struct(one, where)
      return found !== undefined && (found.bytes === value || isOlderForm(value, found))
    })
  const bare = name.replace(/_?[AW]$/, '')
  if ((Object.hasOwn(exact, name) ? exact[name] : exact[bare]) === field)
    return structNamesOf(name).some(one => table.struct(one, architecture)?.bytes === value)
      ? undefined
      : 'error'
  const found = structNamesOf(name).flatMap(one => table.struct(one, architecture) ?? [])[0]
  const isSizeField = found?.fields[0]?.name.toLowerCase() === field.toLowerCase()
  if (!found || !isSizeField || !saysItsSize(found) || isValid(architecture)) return undefined
  if (!isComputed && !isValid(architecture === 'ia32' ? 'x64' : 'ia32')) return undefined
  return checked.test(name) ? 'error' : 'warning'
}
