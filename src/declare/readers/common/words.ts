import type { Sentinel } from '../../failures.ts'
import type { DeclaredType, Value } from '../../model.ts'
import type { TypeInfo } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'

/** Whether an integer of Windows is as wide as a pointer by its name, and not only on this architecture. */
export function isPointerSized(type: TypeInfo, pointerBytes: PointerBytes): boolean {
  return (
    type.bytes === pointerBytes &&
    (type.family !== undefined ||
      type.chain.some(name => /_PTR$|^[LW]PARAM$|^LRESULT$|^S?SIZE_T$|^SOCKET$/.test(name)))
  )
}

/** Whether a type of Windows is a character of a text. */
export function isText({ chain }: TypeInfo): boolean {
  return chain.some(name => /^(CHAR|WCHAR|TCHAR|wchar_t)$/.test(name))
}

/** What a pointer points at, without `const`. */
export function targetOf({ target }: TypeInfo): string {
  return target?.replace(/^const /, '') ?? ''
}

/** A failure value in a language that has whole numbers and compares them as they are. */
export function sentinelValues(
  result: DeclaredType,
  sentinel: Sentinel,
  pointerBytes: PointerBytes,
): readonly Value[] {
  const zero: Value = { kind: 'number', value: 0n }
  if (sentinel === 'zero') return [zero]
  const bytes = result.kind === 'pointer' ? pointerBytes : result.bytes
  const isSigned = result.kind !== 'unsigned'
  const ones: Value = { kind: 'number', value: isSigned ? -1n : 2n ** BigInt(8 * bytes) - 1n }
  return sentinel === 'either' ? [ones, zero] : [ones]
}

/** The same where a comparison of integers converts them to one width and sign, as in C: both spellings of a value meet it. */
export function valuesOfIntegers(
  result: DeclaredType,
  sentinel: Sentinel,
  pointerBytes: PointerBytes,
): readonly Value[] {
  const bits = 8 * (result.kind === 'pointer' ? pointerBytes : result.bytes)
  return sentinelValues(result, sentinel, pointerBytes).flatMap((one): Value[] =>
    'value' in one
      ? [BigInt.asIntN(bits, one.value), BigInt.asUintN(bits, one.value)].map(value => ({
          ...one,
          value,
        }))
      : [one],
  )
}

/** The same for languages in which a pointer is never equal to a number. */
export function valuesOfPointers(
  result: DeclaredType,
  sentinel: Sentinel,
  pointerBytes: PointerBytes,
): readonly Value[] {
  const values = sentinelValues(result, sentinel, pointerBytes)
  return result.kind === 'pointer'
    ? values.map(one => ('value' in one ? { kind: 'address', value: one.value } : one))
    : values
}
