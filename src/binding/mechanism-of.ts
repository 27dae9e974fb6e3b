import type { Mechanism } from '../result/mechanism.ts'
import { trueAbi, type Abi, type Slot } from '../declare/win32/abi.ts'
import type { PointerBytes } from '../declare/win32/architecture.ts'
import { bytesOf } from '../declare/win32/c-types.ts'
import { differences } from '../declare/win32/difference.ts'
import { functionNames } from '../declare/win32/functions.ts'
import { isStructName } from '../declare/win32/structs.ts'

function isNarrower(declared: Slot, truth: Slot | undefined, pointerBytes: PointerBytes): boolean {
  return (
    truth !== undefined &&
    bytesOf(declared.declared, pointerBytes) < bytesOf(truth.declared, pointerBytes)
  )
}

/** The gravest class of mistake in some declarations; `as-published` where they are right. */
export function mechanismOf(abi: Abi, pointerBytes: PointerBytes): Mechanism {
  const rows = differences(abi, trueAbi, pointerBytes)
  if (rows.some(({ subject }) => isStructName(subject))) return 'struct-layout-shrunk'
  const narrow = (name: (typeof functionNames)[number]): boolean =>
    abi.functions[name].parameters.some((slot, index) =>
      isNarrower(slot, trueAbi.functions[name].parameters[index], pointerBytes),
    )
  if (functionNames.some(narrow)) return 'arg-truncated'
  if (
    functionNames.some(name =>
      isNarrower(abi.functions[name].returns, trueAbi.functions[name].returns, pointerBytes),
    )
  )
    return 'return-truncated'
  if (
    rows.some(({ subject }) => subject === 'variable') ||
    functionNames.some(name =>
      abi.functions[name].parameters.some(({ cell }) => cell !== undefined),
    )
  )
    return 'field-narrowed'
  if (rows.some(({ subject }) => subject === 'sentinel')) return 'sentinel-mismatch'
  if (rows.some(({ position, declared }) => position === 'returns' && declared.includes('64')))
    return 'return-upper-undefined'
  if (rows.some(({ position }) => position !== 'convention')) return 'too-wide'
  return rows.length > 0 ? 'calling-convention' : 'as-published'
}
